using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>A person of the area takes a payment out of its return. What was certified before stays in the return's versions.</summary>
public sealed class RemoveReturnLine(Db db)
{
    /// <param name="version">The version of the return that the person saw.</param>
    /// <param name="whyRemoved">What the area answers to what the office asks about the line; null: nothing new.</param>
    public Task<Result> RunAsync(Actor actor, Guid line, int version, string? whyRemoved) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspReturnLineRemoved,
            line,
            async work =>
            {
                var id = await work.ScalarAsync<Guid?>("select ReturnId from CspReturnLine where Id = @line", new { line });
                var found = await QuarterlyReturnQueries.FindAsync(work, id ?? throw new NotFoundException("No such line"));
                await QuarterlyReturnQueries.DemandOwnAsync(work, actor, found.AreaId);
                if (await SaveQuarterlyReturn.WhyCannotChangeAsync(work, found.Year, found.Period, found, version) is { } refusal)
                    return refusal;
                var removed = (await QuarterlyReturnQueries.LinesAsync(work, found.Id)).First(one => one.Id == line);
                if (removed.State == ReturnLineState.Accepted)
                    return new Refusal("The office has accepted this line, so it cannot be removed");
                var answer = string.IsNullOrWhiteSpace(whyRemoved) ? removed.Answer : whyRemoved.Trim();
                if (ReturnRules.WhyNotTakenOut(removed.State, removed.Query, answer, nameof(whyRemoved)) is { } unanswered)
                    return unanswered;
                await SaveReturnLine.TakeOutAsync(work, found, removed, answer);
                await SaveReturnLine.TouchAsync(work, actor, found.Id);
                work.Note(
                    $"{found.BudgetYear}, {found.Period.Name()}, line {removed.Place}: {removed.Amount} on {LondonTime.Date(removed.SpentOn)} for {removed.What}{(answer is null ? "" : $". Answer: {answer}")}"
                );
                return Result.Done;
            }
        );
}
