-- For MySQL and for MariaDB.
-- Instants are milliseconds since 1970 in UTC. No message bodies are kept.
-- Names differ by case, an answer may hold any character, and ids are as in the engine's own tables, which they are joined with.
create table if not exists CLIQ_JOURNAL (
  KEY_ varchar(400) not null primary key,
  STATE_ varchar(16) not null,
  OWNER_ varchar(64),
  DEADLINE_ bigint default 0 not null,
  OUTCOME_ varchar(16),
  CODE_ varchar(100),
  ANSWER_ longtext,
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
  JOB_ varchar(64) character set utf8 collate utf8_bin not null,
  PROC_INST_ varchar(64) character set utf8 collate utf8_bin,
  PROC_DEF_KEY_ varchar(255),
  BUSINESS_KEY_ varchar(255),
  ACTIVITY_ varchar(255),
  TENANT_ varchar(64),
  index CLIQ_IDX_JOURNAL_JOB (JOB_),
  index CLIQ_IDX_JOURNAL_PROC (PROC_INST_),
  index CLIQ_IDX_JOURNAL_DEF (PROC_DEF_KEY_, CREATED_),
  index CLIQ_IDX_JOURNAL_STATE (STATE_, DEADLINE_),
  index CLIQ_IDX_JOURNAL_CHAT (CHAT_, SENT_),
  index CLIQ_IDX_JOURNAL_KEY (BUSINESS_KEY_, CREATED_),
  index CLIQ_IDX_JOURNAL_CREATED (CREATED_)
) character set utf8mb4 collate utf8mb4_bin;

create table if not exists CLIQ_USER (
  USER_ varchar(200) not null primary key,
  LOCKED_UNTIL_ bigint default 0 not null
) character set utf8mb4 collate utf8mb4_bin;

create table if not exists CLIQ_SLOT (
  USER_ varchar(200) not null,
  BUCKET_ varchar(16) not null,
  NR_ integer not null,
  RESERVED_ bigint default 0 not null,
  BUSY_ bigint default 0 not null,
  primary key (USER_, BUCKET_, NR_)
) character set utf8mb4 collate utf8mb4_bin;

create table if not exists CLIQ_BUDGET (
  CONNECTION_ varchar(100) not null primary key,
  PERIOD_ bigint default 0 not null,
  CALLS_ integer default 0 not null
) character set utf8mb4 collate utf8mb4_bin;

create table if not exists CLIQ_NODE (
  OWNER_ varchar(64) not null primary key,
  ALIVE_ bigint not null
) character set utf8mb4 collate utf8mb4_bin;
