using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>A return with what was promised beside what is said: the budget's lines and the outcomes, word for word (R73).</summary>
public sealed class ReturnReader(Db db, TimeProvider clock)
{
    public const int PageSize = 50;

    public sealed record Row
    {
        public required Guid Id { get; init; }
        public required Guid AwardId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required Money Award { get; init; }
        public required DateOnly DueOn { get; init; }
        public required ReturnStatus Status { get; init; }
        public string? Delivered { get; init; }
        public string? Learned { get; init; }
        public int? PeopleNew { get; init; }
        public int? PeopleRepeat { get; init; }
        public DateTime? SubmittedAt { get; init; }
        public string? SubmittedByName { get; init; }
        public string? ReviewNote { get; init; }
        public required int Version { get; init; }
    }

    public sealed record Spend
    {
        public required Guid BudgetLineId { get; init; }
        public required Money Spent { get; init; }
        public string? Explanation { get; init; }
    }

    public sealed record Came
    {
        public required Guid OutcomeMeasureId { get; init; }
        public required string Achieved { get; init; }
    }

    public sealed record View(Row Return, IReadOnlyList<BudgetLine> Budget, IReadOnlyList<OutcomeMeasure> Outcomes, IReadOnlyDictionary<Guid, Spend> Spending, IReadOnlyDictionary<Guid, string> Achieved)
    {
        public Money Spent => Spending.Values.Sum(spend => spend.Spent);
        public Money Unspent => MonitoringRules.Unspent(Return.Award, Spending.Values.Select(spend => spend.Spent));
    }

    public Task<View> GetMineAsync(Actor actor, Guid id) => db.ReadAsync(work => GetMineAsync(work, actor, id));

    internal static async Task<View> GetMineAsync(Work work, Actor actor, Guid id) =>
        await ViewAsync(work, await work.FindAsync<Row>(Sql + " where t.Id = @id and exists (select 1 from OrganisationMember m where m.OrganisationId = a.OrganisationId and m.PersonId = @Person)", new { id, Person = actor.Id }));

    public Task<View> GetAsync(Guid id) => db.ReadAsync(work => GetAsync(work, id));

    internal static async Task<View> GetAsync(Work work, Guid id) => await ViewAsync(work, await work.FindAsync<Row>(Sql + " where t.Id = @id", new { id }));

    private static async Task<View> ViewAsync(Work work, Row row)
    {
        var id = new { row.Id };
        return new(row, await ApplicationReader.AwardedBudgetAsync(work, row.ApplicationId), await ApplicationReader.OutcomesAsync(work, row.ApplicationId),
            (await work.QueryAsync<Spend>("select BudgetLineId, Spent, Explanation from MonitoringSpend where ReturnId = @Id", id)).ToDictionary(spend => spend.BudgetLineId),
            (await work.QueryAsync<Came>("select OutcomeMeasureId, Achieved from MonitoringOutcome where ReturnId = @Id", id)).ToDictionary(came => came.OutcomeMeasureId, came => came.Achieved));
    }

    /// <summary>Those to review first, then those due, by date; accepted ones last.</summary>
    public Task<(IReadOnlyList<Row> Rows, int Page, int Pages, DateOnly Today)> ListAsync(int page) => db.ReadAsync(async work =>
    {
        var pages = Math.Max(1, (await work.ScalarAsync<int>("select count(*) from MonitoringReturn") + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        return (await work.QueryAsync<Row>(ListSql, new { First = (page - 1) * PageSize + 1, Last = page * PageSize }), page, pages, clock.Today());
    });

    private const string Sql = """
        select    t.Id, t.AwardId, w.ApplicationId, a.Reference, o.Name as Organisation, a.ProjectName, w.Amount as Award, t.DueOn, t.Status, t.Delivered, t.Learned, t.PeopleNew, t.PeopleRepeat,
                  t.SubmittedAt, p.DisplayName as SubmittedByName, t.ReviewNote, t.Version
        from      MonitoringReturn t
        join      Award w on w.Id = t.AwardId
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        left join Person p on p.Id = t.SubmittedBy
        """;
    private const string ListSql = """
        with Numbered as (
            select Id, row_number() over (order by case Status when 'Submitted' then 0 when 'Due' then 1 else 2 end, DueOn, Id) as RowNumber
            from   MonitoringReturn
        )
        """ + " " + Sql + """
         join     Numbered n on n.Id = t.Id
        where    n.RowNumber between @First and @Last
        order by n.RowNumber
        """;
}
