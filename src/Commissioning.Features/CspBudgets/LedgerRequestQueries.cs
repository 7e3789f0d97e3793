using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Requests of the ledger: what waits for a second person, and what was approved, refused or withdrawn.</summary>
public static class LedgerRequestQueries
{
    public const int PageSize = 50;

    public sealed record RequestPage(
        IReadOnlyList<LedgerRequest> Waiting,
        IReadOnlyList<LedgerRequest> Decided,
        int Count,
        int Page,
        int Pages
    );

    /// <summary>A request, and why it could not be posted now; null when it could.</summary>
    /// <param name="Posted">The transactions that its approval posted.</param>
    public sealed record RequestDetail(LedgerRequest Request, Refusal? WhyNot, IReadOnlyList<PostedAs> Posted);

    public sealed record PostedAs
    {
        public required string BudgetYear { get; init; }
        public required int Number { get; init; }
    }

    public static async Task<RequestPage> ListAsync(Work work, int page)
    {
        var count = await work.ScalarAsync<int>("select count(*) from LedgerRequest where Status <> 'Waiting'");
        var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        return new(
            await work.QueryAsync<LedgerRequest>(Sql + " where r.Status = 'Waiting' order by r.RequestedAt, r.Id"),
            await work.QueryAsync<LedgerRequest>(
                $"""
                {Sql}
                where    r.Id in (select n.Id from (select Id, row_number() over (order by RequestedAt desc, Id desc) as RowNumber from LedgerRequest where Status <> 'Waiting') n where n.RowNumber between @First and @Last)
                order by r.RequestedAt desc, r.Id desc
                """,
                new { First = (page - 1) * PageSize + 1, Last = page * PageSize }
            ),
            count,
            page,
            pages
        );
    }

    public static async Task<RequestDetail> GetAsync(Work work, Guid id)
    {
        var request = await FindAsync(work, id);
        return new(
            request,
            request.Status == LedgerRequestStatus.Waiting ? await LedgerRequestPosting.WhyNotAsync(work, request) : null,
            await work.QueryAsync<PostedAs>(
                "select BudgetYear, Number from LedgerTransaction where RequestId = @id order by BudgetYear, Number",
                new { id }
            )
        );
    }

    /// <summary>Requests about a project's amount, newest first.</summary>
    public static Task<IReadOnlyList<LedgerRequest>> OfProjectAsync(Work work, Guid project) =>
        work.QueryAsync<LedgerRequest>(Sql + " where r.ProjectId = @project order by r.RequestedAt desc, r.Id", new { project });

    /// <summary>The requests of a year-end decision, with their lines.</summary>
    internal static async Task<IReadOnlyList<LedgerRequest>> OfDecisionAsync(Work work, Guid decision)
    {
        var found = new List<LedgerRequest>();
        foreach (
            var id in await work.QueryAsync<Guid>(
                "select Id from LedgerRequest where DecisionId = @decision order by Kind, RequestedAt, Id",
                new { decision }
            )
        )
            found.Add(await FindAsync(work, id));
        return found;
    }

    internal static async Task<LedgerRequest> FindAsync(Work work, Guid id) =>
        (await work.FindAsync<LedgerRequest>(Sql + " where r.Id = @id", new { id })) with
        {
            Lines = await work.QueryAsync<LedgerRequest.Line>(
                "select l.AreaId, a.Name as Area, l.OtherAreaId, o.Name as OtherArea, l.Amount from LedgerRequestLine l left join CspArea a on a.Id = l.AreaId left join CspArea o on o.Id = l.OtherAreaId where l.RequestId = @id order by l.Place",
                new { id }
            ),
        };

    /// <summary>What waits in a year, without its lines.</summary>
    internal const string WaitingSql = Sql + " where r.BudgetYear = @BudgetYear and r.Status = 'Waiting' order by r.RequestedAt, r.Id";

    private const string Sql = """
        select    r.Id, r.BudgetYear, r.Kind, r.PayeeId, y.Name as Payee, r.ProjectId, j.Name as Project, j.Amount as ProjectNow, r.TransactionId, t.Number as TransactionNumber, r.FormulaId, f.Number as FormulaNumber, r.Source, r.DecisionId, r.EffectiveOn, r.Amount, r.Reason, r.Paper, r.Status,
                  r.RequestedBy, b.DisplayName as RequestedByName, r.RequestedAt, d.DisplayName as DecidedByName, r.DecidedAt, r.DecidedNote, r.Version
        from      LedgerRequest r
        left join Payee y on y.Id = r.PayeeId
        left join CspProject j on j.Id = r.ProjectId
        left join AllocationFormula f on f.Id = r.FormulaId
        left join LedgerTransaction t on t.Id = r.TransactionId
        left join Person b on b.Id = r.RequestedBy
        left join Person d on d.Id = r.DecidedBy
        """;
}
