package io.github.camundacliq.delivery;

import io.github.camundacliq.pacing.Bucket;
import io.github.camundacliq.pacing.LimitKey;
import io.github.camundacliq.pacing.Pacing;
import io.github.camundacliq.pacing.PromisedSlot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Slots that are free although they were promised: who should have come was cancelled, or a lock was lifted. Without
 * this, everybody behind a thousand cancelled posts would wait as long as if they were sent.
 */
public final class Vacancies {

    /** A post that is due within this time comes by itself. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final int NO_SLOT = -1;

    private final JdbcClient jdbc;
    private final Pacing pacing;
    private final JobTable jobs;
    private final Clock clock;

    Vacancies(JdbcClient jdbc, Pacing pacing, JobTable jobs, Clock clock) {
        this.jdbc = jdbc;
        this.pacing = pacing;
        this.jobs = jobs;
        this.clock = clock;
    }

    private record Waiter(String key, String jobId, long due) {}

    /** Each with the post that has waited longest; those for which nobody waits are promised to nobody from now on. */
    public List<Vacancy> find() {
        Map<LimitKey, List<PromisedSlot>> free =
                pacing.freeThoughPromised().stream().collect(Collectors.groupingBy(PromisedSlot::limit));
        List<Vacancy> vacancies = new ArrayList<>();
        free.forEach((limit, slots) -> {
            List<Waiter> waiters = waiters(limit, slots.size());
            vacancies.addAll(fill(slots, waiters));
            slots.subList(waiters.size(), slots.size()).forEach(pacing::takePromiseBack);
        });
        return vacancies;
    }

    /** Promises the slot, in the caller's transaction; false if the post does not wait any more. */
    public boolean promise(Vacancy vacancy) {
        return tell(vacancy, clock.millis(), vacancy.slot()) == 1;
    }

    /**
     * Adopts the due date that somebody else gave the job, in the caller's transaction; the next in line may have the slot.
     */
    public void leave(Vacancy vacancy, Instant due) {
        int unused = tell(vacancy, due.toEpochMilli(), NO_SLOT);
    }

    private int tell(Vacancy vacancy, long due, int slot) {
        return jdbc.sql("update CLIQ_JOURNAL set DUE_ = ?, SLOT_ = ? where KEY_ = ? and STATE_ = 'WAITING'")
                .params(due, slot, vacancy.key())
                .update();
    }

    private List<Vacancy> fill(List<PromisedSlot> slots, List<Waiter> waiters) {
        long soon = clock.millis() + SOON.toMillis();
        List<Vacancy> vacancies = new ArrayList<>();
        for (int index = 0; index < waiters.size(); index++) {
            Waiter waiter = waiters.get(index);
            if (waiter.due() > soon) {
                vacancies.add(new Vacancy(
                        slots.get(index).nr(), waiter.key(), waiter.jobId(), Instant.ofEpochMilli(waiter.due())));
            }
        }
        return vacancies;
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
