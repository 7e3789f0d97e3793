using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The table of finance codes.</summary>
public static class CodeSets
{
    public sealed record NamedScope(CodeScope Scope, string Name);

    /// <param name="AddedBy">Who added the codes, and when (UTC).</param>
    public sealed record CodeSetDetail(
        CodeSet Set,
        string For,
        CodeSet? Before,
        CodeSet? After,
        string AddedBy,
        DateTime AddedAt,
        string? EndedBy,
        DateTime? EndedAt,
        int Exported
    );

    /// <param name="Money">What has no codes today.</param>
    public sealed record CodeGap(string Name, CodeScope Scope, CodedMoney Money);

    public sealed record CodeTable(IReadOnlyList<CodeSet> Sets, IReadOnlyDictionary<CodeScope, string> Names, IReadOnlyList<CodeGap> Gaps)
    {
        /// <summary>Such as "Fund: Safety Fund, grant payments".</summary>
        public string NameOf(CodeSet set) => $"{Names.GetValueOrDefault(set.Scope, "Any")}, {CodeRules.Name(set.Kind).ToLowerInvariant()}";
    }

    internal static Task<IReadOnlyList<CodeSet>> AllAsync(Work work) => work.QueryAsync<CodeSet>(Sql + " order by FirstDay, Id");

    /// <summary>All sets by what they are for, and what has none today.</summary>
    public static async Task<CodeTable> TableAsync(Work work)
    {
        var sets = await AllAsync(work);
        var scopes = await ScopesAsync(work);
        var names = scopes.ToDictionary(one => one.Scope, one => one.Name);
        var today = LondonTime.DateOf(work.Now);
        var money = (await work.QueryAsync<RoundRow>(RoundsSql))
            .Select(row => new CodeGap(
                names[new(null, row.Id, null)],
                new(null, row.Id, null),
                new(CodedKind.GrantPayment, row.FundId, row.Id, null)
            ))
            .Concat(
                (await work.QueryAsync<NameRow>(AreasSql, new { today })).Select(row => new CodeGap(
                    $"Area: {row.Name}",
                    new(null, null, row.Id),
                    new(CodedKind.AreaPayment, null, null, row.Id)
                ))
            );
        return new(
            sets.OrderBy(set => names.GetValueOrDefault(set.Scope, ""), StringComparer.Ordinal)
                .ThenBy(set => set.Kind)
                .ThenBy(set => set.FirstDay)
                .ToList(),
            names,
            money.Where(one => CodeRules.For(sets, one.Money, today) is null).ToList()
        );
    }

    /// <summary>Any, the funds, their rounds and the areas, each with its name.</summary>
    public static async Task<IReadOnlyList<NamedScope>> ScopesAsync(Work work) =>
        [
            new(CodeScope.Any, "Any"),
            .. (await work.QueryAsync<NameRow>("select Id, Name from Fund order by Name, Id")).Select(row => new NamedScope(
                new(row.Id, null, null),
                $"Fund: {row.Name}"
            )),
            .. (await work.QueryAsync<NameRow>(RoundNamesSql)).Select(row => new NamedScope(new(null, row.Id, null), $"Round: {row.Name}")),
            .. (await work.QueryAsync<NameRow>("select Id, Name from CspArea order by Position, Name, Id")).Select(row => new NamedScope(
                new(null, null, row.Id),
                $"Area: {row.Name}"
            )),
        ];

    public static async Task<CodeSetDetail> GetAsync(Work work, Guid id)
    {
        var row = await work.FindAsync<DetailRow>(DetailSql, new { id });
        var table = await TableAsync(work);
        var set = table.Sets.First(one => one.Id == id);
        return new(
            set,
            table.NameOf(set),
            table.Sets.FirstOrDefault(one => one.SuccessorId == id),
            table.Sets.FirstOrDefault(one => one.Id == set.SuccessorId),
            row.AddedBy,
            row.AddedAt,
            row.EndedBy,
            row.EndedAt,
            row.Exported
        );
    }

    /// <summary>What an amount of this kind would be coded as on a day: the sets that fit, the most specific first.</summary>
    public static async Task<IReadOnlyList<CodeSet>> FittingAsync(Work work, CodeScope scope, CodedKind kind, DateOnly day) =>
        CodeRules.Fitting(await AllAsync(work), await MoneyAsync(work, scope, kind), day);

    private static async Task<CodedMoney> MoneyAsync(Work work, CodeScope scope, CodedKind kind) =>
        new(
            kind,
            scope.RoundId is { } round
                ? await work.ScalarAsync<Guid?>("select FundId from Round where Id = @round", new { round })
                : scope.FundId,
            scope.RoundId,
            scope.AreaId
        );

    /// <summary>Whether the fund, round or area exists.</summary>
    internal static async Task<bool> ExistsAsync(Work work, CodeScope scope) =>
        scope == CodeScope.Any
        || await work.ScalarAsync<int>(
            "select (select count(*) from Fund where Id = @FundId) + (select count(*) from Round where Id = @RoundId) + (select count(*) from CspArea where Id = @AreaId)",
            new
            {
                scope.FundId,
                scope.RoundId,
                scope.AreaId,
            }
        ) == 1;

    internal static Task AddAsync(
        Work work,
        Actor actor,
        Guid id,
        CodeScope scope,
        CodedKind? kind,
        FinanceCodes codes,
        DateOnly first,
        DateOnly? last
    ) =>
        work.ExecuteAsync(
            InsertSql,
            new
            {
                id,
                scope.FundId,
                scope.RoundId,
                scope.AreaId,
                kind,
                codes.Company,
                codes.CostCentre,
                codes.Subjective,
                codes.Project,
                codes.FundingSource,
                codes.VatTreatment,
                first,
                last,
                By = actor.Id,
                work.Now,
            }
        );

    internal const string Sql =
        "select Id, FundId, RoundId, AreaId, Kind, Company, CostCentre, Subjective, Project, FundingSource, VatTreatment, FirstDay, LastDay, SuccessorId, Version from CodeSet";
    private const string RoundNamesSql =
        "select r.Id, concat(coalesce(r.FundName, f.Name), ', ', r.Name) as Name from Round r join Fund f on f.Id = r.FundId order by Name, r.Id";

    // Those from which something may be paid.
    private const string RoundsSql =
        "select r.Id, r.FundId from Round r where exists (select 1 from Award w where w.RoundId = r.Id and w.OfferedAt is not null) order by r.BudgetYear, r.Name, r.Id";
    private const string AreasSql =
        "select Id, Name from CspArea where ValidFrom <= @today and (ValidTo is null or ValidTo >= @today) order by Position, Name, Id";
    private const string DetailSql = """
        select    a.DisplayName as AddedBy, c.AddedAt, e.DisplayName as EndedBy, c.EndedAt, (select count(*) from FinanceExportLine l where l.CodeSetId = c.Id and l.Counts = 1) as Exported
        from      CodeSet c
        join      Person a on a.Id = c.AddedBy
        left join Person e on e.Id = c.EndedBy
        where     c.Id = @id
        """;
    private const string InsertSql = """
        insert into CodeSet (Id, FundId, RoundId, AreaId, Kind, Company, CostCentre, Subjective, Project, FundingSource, VatTreatment, FirstDay, LastDay, AddedBy, AddedAt, Version)
        values (@id, @FundId, @RoundId, @AreaId, @kind, @Company, @CostCentre, @Subjective, @Project, @FundingSource, @VatTreatment, @first, @last, @By, @Now, 1)
        """;

    private sealed record NameRow
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }

    private sealed record RoundRow
    {
        public required Guid Id { get; init; }
        public required Guid FundId { get; init; }
    }

    private sealed record DetailRow
    {
        public required string AddedBy { get; init; }
        public required DateTime AddedAt { get; init; }
        public string? EndedBy { get; init; }
        public DateTime? EndedAt { get; init; }
        public required int Exported { get; init; }
    }
}
