using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The section 151 officer, or a deputy, signs a year that somebody else proposed: the sheet is made and kept, and the year is
/// locked.</summary>
public sealed class SignYear(Db db, Office office)
{
    /// <returns>The sheet.</returns>
    public async Task<Result<Guid>> RunAsync(Actor actor, Guid id)
    {
        var sheet = Guid.CreateVersion7();
        var year = (await db.ReadAsync(work => YearRequests.FindAsync(work, id))).Year;
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.LedgerYearLocked,
            year.Subject,
            async work =>
            {
                var request = await YearRequests.FindAsync(work, id);
                if (request.Kind != YearRequestKind.SignOff)
                    throw new NotFoundException("Not a sign-off");
                if (YearEndRules.WhyDecided(request.Status, request.DecidedByName, request.DecidedAt) is { } decided)
                    return decided;
                if (YearEndRules.WhyOwn(request.Kind, request.AskedBy, actor.Id) is { } own)
                    return own;
                var signatory = await YearSignatories.OfAsync(work, actor.Id);
                if (YearEndRules.WhyMayNotSign(signatory, LondonTime.DateOf(work.Now)) is { } unnamed)
                    return unnamed;
                var ledger = await Posting.YearAsync(work, year);
                if (ledger.LockedAt is not null)
                    return new Refusal($"{year} is already locked");
                if (YearEndRules.WhyMoved(request.LastNumber, ledger.LastNumber) is { } moved)
                    return moved;
                var explained = (await YearRequests.ExplanationsAsync(work, id))
                    .Select(one => new ProposeYearSignOff.Explanation(one.AreaId, one.Text))
                    .ToList();
                if (await ProposeYearSignOff.WhyNotReadyAsync(work, year, request.Exceptions, explained) is { Count: > 0 } refusals)
                    return refusals.Select(refusal => refusal with { Field = null }).ToList();
                await YearRequests.SetAsync(work, actor, id, YearRequestStatus.Agreed, null);
                var hash = await YearSheets.AddAsync(work, office, actor, sheet, request, signatory!);
                await YearLock.WriteAsync(work, actor, year, "Locked", request.Reason, work.Now);
                work.Note($"Signed as {signatory!.Capacity}; proposed by {request.AskedByName}. SHA-256 {hash}");
                return Result.Made(sheet);
            }
        );
    }
}
