using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>A sign-off or reopening is refused by a second person, with a reason, or withdrawn by the one who asked for it.</summary>
public sealed class RefuseYearRequest(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid id, string? note)
    {
        var asked = await db.ReadAsync(work => YearRequests.FindAsync(work, id));
        var own = asked.AskedBy == actor.Id;
        return await db.ChangeAsync(
            actor,
            own ? AuditAction.LedgerYearRequestWithdrawn : AuditAction.LedgerYearRequestRefused,
            asked.Year.Subject,
            async work =>
            {
                var request = await YearRequests.FindAsync(work, id);
                if (YearEndRules.WhyDecided(request.Status, request.DecidedByName, request.DecidedAt) is { } decided)
                    return decided;
                if (!own && string.IsNullOrWhiteSpace(note))
                    return new Refusal("Say why you refuse it", nameof(note));
                if (TextLimit.WhyTooLong(note, 500, nameof(note)) is { } wide)
                    return wide;
                await YearRequests.SetAsync(work, actor, id, own ? YearRequestStatus.Withdrawn : YearRequestStatus.Refused, note);
                work.Note($"{request.Title}, asked for by {request.AskedByName}. {note?.Trim()}");
                return Result.Done;
            }
        );
    }
}
