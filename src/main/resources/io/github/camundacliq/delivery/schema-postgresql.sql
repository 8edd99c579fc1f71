-- Instants are milliseconds since 1970 in UTC. No message bodies are kept.
create table if not exists CLIQ_JOURNAL (
  KEY_ varchar(400) not null primary key,
  STATE_ varchar(16) not null,
  OWNER_ varchar(64),
  DEADLINE_ bigint default 0 not null,
  OUTCOME_ varchar(16),
  CODE_ varchar(100),
  ANSWER_ text,
  REASON_ varchar(700),
  CONNECTION_ varchar(100) not null,
  USER_ varchar(200) not null,
  CHAT_ varchar(200) not null,
  KIND_ varchar(16) not null,
  FINGERPRINT_ varchar(64),
  ON_UNCERTAIN_ varchar(16) not null,
  CALLS_ integer default 0 not null,
  DOUBTFUL_ integer default 0 not null,
  SLOT_ integer default -1 not null,
  DUE_ bigint default 0 not null,
  CREATED_ bigint not null,
  SENT_ bigint default 0 not null,
  ANSWERED_ bigint default 0 not null,
  JOB_ varchar(64) not null,
  PROC_INST_ varchar(64),
  PROC_DEF_KEY_ varchar(255),
  BUSINESS_KEY_ varchar(255),
  ACTIVITY_ varchar(255),
  TENANT_ varchar(64)
);
create index if not exists CLIQ_IDX_JOURNAL_JOB on CLIQ_JOURNAL (JOB_);
create index if not exists CLIQ_IDX_JOURNAL_PROC on CLIQ_JOURNAL (PROC_INST_);
create index if not exists CLIQ_IDX_JOURNAL_DEF on CLIQ_JOURNAL (PROC_DEF_KEY_, CREATED_);
create index if not exists CLIQ_IDX_JOURNAL_STATE on CLIQ_JOURNAL (STATE_, DEADLINE_);
create index if not exists CLIQ_IDX_JOURNAL_CHAT on CLIQ_JOURNAL (CHAT_, SENT_);
create index if not exists CLIQ_IDX_JOURNAL_CREATED on CLIQ_JOURNAL (CREATED_);
create index if not exists CLIQ_IDX_JOURNAL_KEY on CLIQ_JOURNAL (BUSINESS_KEY_, CREATED_);

create table if not exists CLIQ_USER (
  USER_ varchar(200) not null primary key,
  LOCKED_UNTIL_ bigint default 0 not null
);

create table if not exists CLIQ_SLOT (
  USER_ varchar(200) not null,
  BUCKET_ varchar(16) not null,
  NR_ integer not null,
  RESERVED_ bigint default 0 not null,
  BUSY_ bigint default 0 not null,
  primary key (USER_, BUCKET_, NR_)
);

create table if not exists CLIQ_BUDGET (
  CONNECTION_ varchar(100) not null primary key,
  PERIOD_ bigint default 0 not null,
  CALLS_ integer default 0 not null
);

create table if not exists CLIQ_NODE (
  OWNER_ varchar(64) not null primary key,
  ALIVE_ bigint not null
);
