using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Money of an area that is committed to a project or earmarked for a purpose, and its release.</summary>
internal static class Promises
{
    /// <summary>The day from which a commitment can be released: not before it was made.</summary>
    public static async Task<DateOnly> CommittedOnAsync(Work work, Guid project, DateOnly on) =>
        await LatestAsync(
            work,
            "select t.EffectiveOn as Day from LedgerTransaction t join LedgerEntry e on e.TransactionId = t.Id join LedgerAccount a on a.Id = e.AccountId where t.ProjectId = @id and a.Kind = 'Committed' and e.Amount > 0 order by t.EffectiveOn desc, t.Number desc",
            project,
            on
        );

    /// <summary>The day from which an earmark can be released: not before it was made.</summary>
    public static async Task<DateOnly> EarmarkedOnAsync(Work work, Guid earmark, DateOnly on) =>
        await LatestAsync(
            work,
            "select t.EffectiveOn as Day from LedgerTransaction t join LedgerEntry e on e.TransactionId = t.Id join LedgerAccount a on a.Id = e.AccountId where t.EarmarkId = @id and a.Kind = 'Earmarked' and e.Amount > 0 order by t.EffectiveOn desc, t.Number desc",
            earmark,
            on
        );

    private static async Task<DateOnly> LatestAsync(Work work, string sql, Guid id, DateOnly on) =>
        (await work.FirstOrDefaultAsync<MadeOn>(sql, new { id }))?.Day is { } made && made > on ? made : on;

    public static async Task CommitAsync(
        Work work,
        Actor actor,
        ProjectQueries.Project project,
        DateOnly on,
        Money amount,
        LedgerRequest? request = null
    )
    {
        var year = FinancialYear.Parse(project.BudgetYear)!.Value;
        await Posting.WriteAsync(
            work,
            actor,
            year,
            new(
                TransactionKind.Commitment,
                on,
                project.Name,
                [
                    new((await Posting.AccountAsync(work, year, AccountKind.Area, project.AreaId)).Id, -amount),
                    new((await Posting.AccountAsync(work, year, AccountKind.Committed, project.AreaId)).Id, amount),
                ]
            )
            {
                Project = project.Id,
                Request = request?.Id,
                Authority = request?.Paper,
            }
        );
    }

    /// <summary>Releases what remains of a project's commitment, up to an amount. Null: nothing was committed.</summary>
    public static async Task<Guid?> ReleaseAsync(
        Work work,
        Actor actor,
        ProjectQueries.Project project,
        DateOnly on,
        string reason,
        Money most,
        LedgerRequest? request = null
    )
    {
        var amount = project.Committed < most ? project.Committed : most;
        if (amount <= Money.Zero)
            return null;
        var year = FinancialYear.Parse(project.BudgetYear)!.Value;
        return await Posting.WriteAsync(
            work,
            actor,
            year,
            new(
                TransactionKind.Commitment,
                await CommittedOnAsync(work, project.Id, on),
                reason,
                [
                    new((await Posting.AccountAsync(work, year, AccountKind.Committed, project.AreaId)).Id, -amount),
                    new((await Posting.AccountAsync(work, year, AccountKind.Area, project.AreaId)).Id, amount),
                ]
            )
            {
                Project = project.Id,
                Request = request?.Id,
                Authority = request?.Paper,
            }
        );
    }

    public static async Task<Guid> ReleaseEarmarkAsync(
        Work work,
        Actor actor,
        FinancialYear year,
        Earmarks.Earmark earmark,
        DateOnly on,
        string reason,
        Money amount
    ) =>
        await Posting.WriteAsync(
            work,
            actor,
            year,
            new(
                TransactionKind.Earmark,
                await EarmarkedOnAsync(work, earmark.Id, on),
                reason,
                [
                    new((await Posting.AccountAsync(work, year, AccountKind.Earmarked, earmark.AreaId)).Id, -amount),
                    new((await Posting.AccountAsync(work, year, AccountKind.Area, earmark.AreaId)).Id, amount),
                ]
            )
            {
                Earmark = earmark.Id,
            }
        );

    private sealed record MadeOn
    {
        public required DateOnly Day { get; init; }
    }
}
