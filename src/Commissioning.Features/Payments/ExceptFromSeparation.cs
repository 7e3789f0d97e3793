using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The chief finance officer lets one person pay one application although they had a part in choosing it (R94).</summary>
public sealed class ExceptFromSeparation(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid application, Guid person, string? exceptReason) =>
        db.ChangeAsync(
            actor,
            AuditAction.SeparationExcepted,
            application,
            async work =>
            {
                if (SeparationRules.WhyCannotExcept(actor.Id, person, exceptReason) is { } refusal)
                    return refusal;
                var found =
                    (await Separation.InvolvedAsync(work, application)).FirstOrDefault(one => one.Id == person)
                    ?? throw new NotFoundException("Not a person who needs an exception");
                if (found.Exception is not null)
                    return new Refusal($"{found.DisplayName} already has an exception");
                await work.ExecuteAsync(
                    "insert into SeparationException (ApplicationId, PersonId, Reason, GivenBy, GivenAt) values (@application, @person, @Reason, @By, @Now)",
                    new
                    {
                        application,
                        person,
                        Reason = exceptReason!.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    $"{found.DisplayName}, who {(found.Scored ? "scored" : "recommended")} it, may approve and release its payments. {exceptReason.Trim()}"
                );
                return Result.Done;
            }
        );
}
