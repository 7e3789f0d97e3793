using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The chief finance officer lets somebody who took part in a payment run release it, where too few people can. Where there is no
/// chief finance officer, another person who may approve payments records it; never the one who releases.</summary>
public sealed class ExceptPaymentRun(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid run, string? exceptReason) =>
        db.ChangeAsync(
            actor,
            AuditAction.PaymentRunExcepted,
            run,
            async work =>
            {
                var found = await PaymentRunQueries.FindAsync(work, run);
                var (people, anyChief) = await PaymentReleases.PeopleAsync(work);
                var isChief =
                    await work.ScalarAsync<int>(
                        "select count(*) from PersonRole where PersonId = @Id and Role = 'ChiefFinanceOfficer'",
                        new { actor.Id }
                    ) > 0;
                if (PaymentRunQueries.WhyNoFile(found) is { } empty)
                    return new Refusal(empty);
                if (found.ReleasedAt is { } at)
                    return new Refusal($"{found.ReleasedBy} released this payment run on {LondonTime.Date(at)}");
                if (
                    PaymentReleaseRules.WhyCannotExcept(people, isChief, anyChief, found.ExceptedAt is not null, exceptReason) is
                    { } refusal
                )
                    return refusal;
                await work.ExecuteOneAsync(
                    "update PaymentRun set ExceptReason = @Reason, ExceptedBy = @By, ExceptedAt = @Now, Version = Version + 1 where Id = @run and Version = @Version",
                    new
                    {
                        run,
                        found.Version,
                        Reason = exceptReason!.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    $"{found.Number}, {found.Total}: somebody who took part may release it, because {people} {(people == 1 ? "person" : "people")} may approve payments. {exceptReason.Trim()}"
                );
                return Result.Done;
            }
        );
}
