using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>A second person approves a request, which posts all of it at once, or refuses it (R6, R89).</summary>
public sealed class DecideLedgerRequest(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id, bool approve, string? note) =>
        db.ChangeAsync(
            actor,
            approve ? AuditAction.LedgerRequestApproved : AuditAction.LedgerRequestRefused,
            id,
            async work =>
                LedgerRequestRules.WhyPartOfDecision((await LedgerRequestQueries.FindAsync(work, id)).DecisionId) is { } part
                    ? part
                    : await DecideAsync(work, actor, id, approve, note)
        );

    internal static async Task<Result> DecideAsync(Work work, Actor actor, Guid id, bool approve, string? note)
    {
        var request = await LedgerRequestQueries.FindAsync(work, id);
        if (LedgerRequestRules.WhyDecided(request.Status, request.DecidedByName, request.DecidedAt) is { } decided)
            return decided;
        if (LedgerRequestRules.WhyOwn(request.RequestedBy, actor.Id) is { } own)
            return own;
        if (!approve && string.IsNullOrWhiteSpace(note))
            return new Refusal("Say why you refuse the request", nameof(note));
        if (TextLimit.WhyTooLong(note, 500, nameof(note)) is { } wide)
            return wide;
        if (
            approve
            && LedgerRequestRules.WhyAboveLimit(request.Amount, await RolesAsync(work, actor), await LedgerLimits.AllAsync(work))
                is { } above
        )
            return above;
        if (approve && await LedgerRequestPosting.WhyNotAsync(work, request) is { } refusal)
            return refusal with { Field = null };
        if (approve)
            await LedgerRequestPosting.PostAsync(work, actor, request);
        await SetAsync(work, actor, request, approve ? LedgerRequestStatus.Approved : LedgerRequestStatus.Refused, note);
        work.Note($"{request.BudgetYear}, {request.Title}, {request.InWords}, requested by {request.RequestedByName}. {note?.Trim()}");
        return Result.Done;
    }

    internal static async Task<IEnumerable<Role>> RolesAsync(Work work, Actor actor) =>
        (await work.QueryAsync<string>("select Role from PersonRole where PersonId = @Id", new { actor.Id })).Select(Enum.Parse<Role>);

    internal static Task SetAsync(Work work, Actor actor, LedgerRequest request, LedgerRequestStatus status, string? note) =>
        work.ExecuteOneAsync(
            "update LedgerRequest set Status = @status, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, Version = Version + 1 where Id = @Id and Version = @Version",
            new
            {
                request.Id,
                request.Version,
                status,
                By = actor.Id,
                work.Now,
                Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
            }
        );
}
