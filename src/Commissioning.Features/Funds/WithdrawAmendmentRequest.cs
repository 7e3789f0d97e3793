using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Takes back a request for an amendment that no one has answered; only the person who asked can.</summary>
public sealed class WithdrawAmendmentRequest(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid amendment)
    {
        var round = (await db.ReadAsync(work => AmendmentQueries.FindAsync(work, amendment))).RoundId;
        return await db.ChangeAsync(
            actor,
            AuditAction.AmendmentRequestWithdrawn,
            round,
            async work =>
            {
                var request = await AmendmentQueries.FindAsync(work, amendment);
                if (request.RequestedBy != actor.Id)
                    return new Refusal("Someone else asked for this. You can refuse it.");
                if (request.Approved is not null)
                    return new Refusal($"{request.AnsweredByName} has answered this already");
                await DecideAmendment.AnswerAsync(work, actor, amendment, approved: false, "Taken back");
                work.Note(request.InWords);
                return Result.Done;
            }
        );
    }
}
