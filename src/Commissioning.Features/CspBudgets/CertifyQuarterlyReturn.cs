using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Another person of the area certifies its return, which goes to the office. What was certified is kept.</summary>
public sealed class CertifyQuarterlyReturn(Db db, Office office)
{
    /// <param name="version">The version that the person saw.</param>
    public Task<Result> RunAsync(Actor actor, Guid id, int version) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspReturnCertified,
            id,
            async work =>
            {
                var found = await QuarterlyReturnQueries.FindAsync(work, id);
                var detail = await QuarterlyReturnQueries.MineAsync(work, actor, found.Year, found.AreaId, found.Period);
                if (await WhyNotAsync(work, actor, detail) is { Count: > 0 } refusals)
                    return refusals;
                if (found.Version != version)
                    return new Refusal(
                        $"{found.PreparedByName} changed this return after you opened it. Read it again before you certify it."
                    );
                await work.ExecuteOneAsync(
                    "update CspReturn set Status = 'Certified', CertifiedBy = @By, CertifiedAt = @Now, PutRightBy = null, TakenOutJson = null, Version = Version + 1 where Id = @id and Version = @Version",
                    new
                    {
                        id,
                        found.Version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                await work.ExecuteAsync("update CspReturnLine set State = 'Open' where ReturnId = @id and State = 'Queried'", new { id });
                await work.ExecuteAsync(
                    "insert into CspReturnVersion (ReturnId, Number, ContentJson, CertifiedBy, CertifiedAt) select @id, coalesce(max(Number), 0) + 1, @Content, @By, @Now from CspReturnVersion where ReturnId = @id",
                    new
                    {
                        id,
                        Content = JsonSerializer.Serialize(ReturnContent.Of(detail), JsonSerializerOptions.Web),
                        By = actor.Id,
                        work.Now,
                    }
                );
                await CspAlarms.ForecastAsync(
                    work,
                    detail.Year,
                    detail.Cell.Line.AreaId,
                    detail.Cell.Period,
                    detail.Cell.Line.Allocation,
                    detail.Cell.Return!.Forecast!.Value
                );
                work.Note(
                    $"{detail.Cell.Line.Area}, {found.BudgetYear}, {found.Period.Name()}: actual {found.Actual}, committed {found.Committed}, forecast {found.Forecast}, {detail.Lines.Count} lines of {detail.NotPosted + detail.Posted}. The ledger has {detail.Ledger + detail.Posted}. {found.Difference}"
                );
                await ReturnMessages.TellOfficersAsync(
                    work,
                    office,
                    MessageKind.CspReturnCertified,
                    found.AreaId,
                    new Dictionary<string, string>(ReturnMessages.Values(found))
                    {
                        ["certifier"] = actor.Name,
                        ["actual"] = found.Actual!.Value.ToString(),
                        ["lines"] = ReturnMessages.Lines(detail.Lines.Count),
                        ["difference"] = detail.Cell.Difference is { } apart ? $"{apart}." : "",
                    },
                    Links.CspBudgets.ReviewReturn(id)
                );
                return Result.Done;
            }
        );

    /// <summary>Why this person may not certify the return now; empty: they may.</summary>
    internal static async Task<List<Refusal>> WhyNotAsync(Work work, Actor actor, QuarterlyReturnQueries.Detail detail)
    {
        var (cell, sent) = (detail.Cell, detail.Cell.Return!);
        if (
            LedgerRules.WhyCannotPost(detail.Year, detail.Year.Start, (await Posting.YearAsync(work, detail.Year)).LockedAt, "") is
            { } locked
        )
            return [locked];
        var earlier = (await QuarterlyReturnQueries.PeriodsAsync(work, detail.Year)).TakeWhile(period => period != cell.Period);
        ReturnPeriod? missing = null;
        foreach (var period in earlier)
            if (
                missing is null
                && (await QuarterlyReturnQueries.FindOrDefaultAsync(work, detail.Year, cell.Line.AreaId, period))?.Status
                    is not (CspReturnStatus.Certified or CspReturnStatus.Accepted)
            )
                missing = period;
        var who = ReturnRules.WhyCannotCertify(
            detail.Year,
            cell.Period,
            sent.PreparedBy,
            sent.Status,
            missing,
            actor.Id,
            LondonTime.DateOf(work.Now)
        );
        if (sent.Status is CspReturnStatus.Certified or CspReturnStatus.Accepted)
            return [who!];
        return
        [
            .. new[] { who }.OfType<Refusal>(),
            .. ReturnRules.WhyIncomplete(sent.Actual, sent.Committed, sent.Forecast, cell.Line.Allocation, sent.Reasons, sent.Difference),
            .. new[]
            {
                sent.Actual is { } actual
                    ? ReturnRules.WhyNotExplained(actual, detail.Ledger + detail.Posted, detail.NotPosted, sent.Difference)
                        ?? ReturnRules.WhyLessThanBefore(actual, detail.Before, sent.Difference)
                    : null,
                ReturnRules.WhyAboveAllocation(detail.Expected, cell.Line.Allocation, sent.Reasons),
            }.OfType<Refusal>(),
            .. detail
                .Lines.Where(line => line.TransactionId is null)
                .Select(line =>
                    LedgerRules.WhyEvidenceNeeded(line.Amount, line.EvidenceFileId is not null, "") is { } needed
                        ? new Refusal($"Line {line.Place}, {line.What}. {needed.Sentence}")
                    : line is { State: ReturnLineState.Queried, Answer: null }
                        ? new Refusal($"Line {line.Place}, {line.What}. The office asks: {Sentences.Of(line.Query)} Answer it.")
                    : null
                )
                .OfType<Refusal>(),
        ];
    }
}
