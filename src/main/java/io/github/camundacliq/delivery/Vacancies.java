package io.github.camundacliq.delivery;

import io.github.camundacliq.pacing.Bucket;
import io.github.camundacliq.pacing.LimitKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Places that are free although they were promised: who should have come was cancelled, or a lock was lifted. Without
 * this, everybody behind a thousand cancelled posts would wait as long as if they were sent.
 */
final class Vacancies {

    /** Who is due within this time comes by himself. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final int NO_PLACE = -1;

    private final JdbcClient jdbc;
    private final JobTable jobs;
    private final Clock clock;

    Vacancies(JdbcClient jdbc, JobTable jobs, Clock clock) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.clock = clock;
    }

    private record FreePlace(LimitKey limit, int nr, long reserved) {}

    private record Waiter(String key, String jobId, long due) {}

    /** Each with the post that has waited longest; those for which nobody waits are promised to nobody from now on. */
    List<Vacancy> find() {
        Map<LimitKey, List<FreePlace>> free = free().stream().collect(Collectors.groupingBy(FreePlace::limit));
        List<Vacancy> vacancies = new ArrayList<>();
        free.forEach((limit, places) -> {
            List<Waiter> waiters = waiters(limit, places.size());
            vacancies.addAll(fill(places, waiters));
            places.subList(waiters.size(), places.size()).forEach(this::takePromiseBack);
        });
        return vacancies;
    }

    /** Unless it was promised to another meanwhile, or taken. */
    private void takePromiseBack(FreePlace place) {
        int unused = jdbc.sql("update CLIQ_SLOT set RESERVED_ = BUSY_ where USER_ = ? and BUCKET_ = ? and NR_ = ?"
                        + " and RESERVED_ = ? and BUSY_ <= ?")
                .params(
                        place.limit().user(),
                        place.limit().bucket().name(),
                        place.nr(),
                        place.reserved(),
                        clock.millis())
                .update();
    }

    /** Promises the place, in the caller's transaction; false if the post does not wait any more. */
    boolean promise(Vacancy vacancy) {
        return tell(vacancy, clock.millis(), vacancy.place()) == 1;
    }

    /** The next in line may have the place. */
    void leave(Vacancy vacancy, Instant due) {
        int unused = tell(vacancy, due.toEpochMilli(), NO_PLACE);
    }

    private int tell(Vacancy vacancy, long due, int place) {
        return jdbc.sql("update CLIQ_JOURNAL set DUE_ = ?, SLOT_ = ? where KEY_ = ? and STATE_ = 'WAITING'")
                .params(due, place, vacancy.key())
                .update();
    }

    private List<Vacancy> fill(List<FreePlace> places, List<Waiter> waiters) {
        long soon = clock.millis() + SOON.toMillis();
        List<Vacancy> vacancies = new ArrayList<>();
        for (int index = 0; index < waiters.size(); index++) {
            Waiter waiter = waiters.get(index);
            if (waiter.due() > soon) {
                vacancies.add(new Vacancy(
                        places.get(index).nr(), waiter.key(), waiter.jobId(), Instant.ofEpochMilli(waiter.due())));
            }
        }
        return vacancies;
    }

    private List<FreePlace> free() {
        long now = clock.millis();
        return jdbc.sql(
                        "select s.USER_, s.BUCKET_, s.NR_, s.RESERVED_ from CLIQ_SLOT s join CLIQ_USER u on u.USER_ = s.USER_"
                                + " where s.BUSY_ <= ? and s.RESERVED_ > ? and u.LOCKED_UNTIL_ <= ?"
                                + " and s.BUCKET_ <> 'READS'")
                .params(now, now, now)
                .query((row, nr) -> new FreePlace(
                        new LimitKey(row.getString(1), Bucket.valueOf(row.getString(2))),
                        row.getInt(3),
                        row.getLong(4)))
                .list();
    }

    private List<Waiter> waiters(LimitKey limit, int most) {
        return jdbc.sql("select p.KEY_, p.JOB_, p.DUE_ from CLIQ_JOURNAL p join " + jobs.ofPost()
                        + " where p.STATE_ = 'WAITING' and p.SLOT_ >= 0 and p.USER_ = ? and p.KIND_ "
                        + (limit.bucket() == Bucket.FILES ? "" : "not ") + Bucket.IN_FILE_KINDS
                        + " and " + JobTable.RUNS + " order by p.DUE_, p.CREATED_ limit ?")
                .params(limit.user(), most)
                .query((row, nr) -> new Waiter(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }
}
