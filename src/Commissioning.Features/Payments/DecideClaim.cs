using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Payments;
using Commissioning.Features.Applications;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>An officer accepts a claim, which requests its payment, or sends it back with a note.</summary>
public sealed class DecideClaim(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid claim, bool accept, string? note, string? whyNotDuplicate = null) =>
        db.ChangeAsync(
            actor,
            accept ? AuditAction.ClaimAccepted : AuditAction.ClaimGivenBack,
            claim,
            async work =>
            {
                var found = await Claims.FindAsync(work, claim);
                if (ClaimRules.WhyCannotDecide(found.State, accept, note) is { } refusal)
                    return refusal;
                if (found.ClaimedById == actor.Id)
                    return new Refusal("You sent this claim, so someone else must decide on it");
                if (accept && await AcceptAsync(work, actor, found, whyNotDuplicate) is { FirstRefusal: { } not })
                    return not;
                await work.ExecuteOneAsync(
                    "update Claim set State = @State, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, Version = Version + 1 where Id = @claim and Version = @Version",
                    new
                    {
                        claim,
                        found.Version,
                        State = accept ? ClaimState.Accepted : ClaimState.GivenBack,
                        By = actor.Id,
                        work.Now,
                        Note = note?.Trim(),
                    }
                );
                // Whoever sent it, unless they have left.
                var to = await work.QueryAsync<Recipient>(
                    "select p.DisplayName as Name, p.Email from Person p join Application a on a.Id = @ApplicationId where p.Id = @ClaimedById and not exists (select 1 from OrganisationLeaver l where l.OrganisationId = a.OrganisationId and l.PersonId = p.Id)",
                    new { found.ApplicationId, found.ClaimedById }
                );
                await Recipients.TellAsync(
                    work,
                    office,
                    accept ? MessageKind.ClaimAccepted : MessageKind.ClaimSentBack,
                    found.ApplicationId,
                    new Dictionary<string, string> { ["amount"] = found.Amount.ToString(), ["note"] = note?.Trim() ?? "" },
                    Links.Payments.MyClaims(found.ApplicationId),
                    to,
                    about: claim
                );
                work.Note($"{found.Reference}, {found.Amount}: {(accept ? "accepted" : "given back")}. {note?.Trim()}");
                return Result.Done;
            }
        );

    private static async Task<Result> AcceptAsync(Work work, Actor actor, Claims.Claim found, string? whyNotDuplicate)
    {
        // The budget may have changed since the claim was sent.
        var mine = await Claims.OfAsync(work, found.AwardId, except: found.Id);
        var receipts = (await Claims.ReceiptsAsync(work, found.Id))
            .Select(row => new Receipt(row.BudgetLineId, row.SpentOn, row.Supplier, row.Amount) { Proof = row.FileId is not null })
            .ToList();
        if (mine.WhyNot is { } not)
            return not;
        if (ClaimRules.WhyUnproved(receipts, mine.Proof) is { } unproved)
            return unproved;
        if (
            ClaimRules.WhyWrong(found.Amount, receipts, mine.Lines, mine.Left, mine.StartsOn, mine.EndsOn, mine.Today, mine.Proof)
            is [var wrong, ..]
        )
            return wrong with { Field = null };
        return await ClaimPayment.RequestAsync(work, actor, found, whyNotDuplicate);
    }
}
