using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Grants of rounds of before the portal, as everybody reads them once a publisher has published their round: who, what, where and
/// how much. They stand beside the portal's own grants and in no file of open data, whose columns they could not fill.</summary>
public sealed class PastGrants(Db db)
{
    /// <summary>The most that are shown on the page of all grants.</summary>
    public const int MostShown = 100;

    public sealed record PastGrant
    {
        public required Guid PastRoundId { get; init; }
        public required string FundName { get; init; }
        public required string RoundName { get; init; }
        public required string BudgetYear { get; init; }

        /// <summary>Null: the name is withheld in another grant of the organisation, and so here too.</summary>
        public string? Recipient { get; init; }

        /// <inheritdoc cref="Recipient"/>
        public string? Title { get; init; }

        /// <summary>Null: not known, or withheld.</summary>
        public string? Area { get; init; }

        /// <summary>Money awarded less what came back.</summary>
        public required Money Amount { get; init; }

        public string RecipientInWords => Recipient ?? "Name withheld";
    }

    /// <param name="Grants">The first of them, newest year first.</param>
    public sealed record Found(IReadOnlyList<PastGrant> Grants, int Count, Money Amount);

    /// <summary>Also before it is published, for staff.</summary>
    public Task<IReadOnlyList<PastGrant>> OfRoundAsync(Guid round) =>
        db.QueryAsync<PastGrant>(
            $"select {Columns} {FromSql} where p.PastRoundId = @round and p.Result = 'Funded' order by p.Line, p.Id",
            new { round }
        );

    /// <summary>Published ones that fit what somebody looks for.</summary>
    public Task<Found> FindAsync(GrantFilter filter) =>
        db.ReadAsync(async work =>
        {
            var words = filter.Words.Select(word => $"%{PublicGrantSearch.Escaped(word)}%").ToList();
            string Word(int i) => words.ElementAtOrDefault(i) ?? "%";
            var arguments = new
            {
                filter.BudgetYear,
                filter.Fund,
                filter.Area,
                filter.Priority,
                Least = filter.AmountFrom,
                Most = filter.AmountTo,
                Word0 = Word(0),
                Word1 = Word(1),
                Word2 = Word(2),
                Word3 = Word(3),
                Word4 = Word(4),
                Word5 = Word(5),
                Word6 = Word(6),
                Word7 = Word(7),
                MostShown,
            };
            var where = string.Join(
                "\nand ",
                new[]
                {
                    "p.Result = 'Funded' and r.PublishedAt is not null",
                    filter.BudgetYear is null ? null : "r.BudgetYear = @BudgetYear",
                    filter.Fund is null ? null : "f.Name = @Fund",
                    filter.Area is null ? null : $"{AreaSql} = @Area",
                    filter.Priority is null ? null : "p.Priority = @Priority",
                    filter.AmountFrom is null ? null : $"{AmountSql} >= @Least",
                    filter.AmountTo is null ? null : $"{AmountSql} <= @Most",
                }
                    .OfType<string>()
                    .Concat(
                        filter.Words.Select(
                            (_, i) =>
                                string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"({RecipientSql} like @Word{i} escape '!' or {TitleSql} like @Word{i} escape '!' or {AreaSql} like @Word{i} escape '!')"
                                )
                        )
                    )
            );
            var sums = await work.FindAsync<SumRow>(
                $"select count(*) as Grants, coalesce(sum({AmountSql}), 0) as Amount {FromSql} where {where}",
                arguments
            );
            return new Found(
                sums.Grants == 0
                    ? []
                    : await work.QueryAsync<PastGrant>(
                        $"""
                        with Numbered as (select p.Id as NumberedId, row_number() over (order by r.BudgetYear desc, f.Name, r.Name, p.Line, p.Id) as RowNumber {FromSql} where {where})
                        select   {Columns}
                        from     Numbered n
                        join     PastApplication p on p.Id = n.NumberedId
                        {JoinsSql}
                        where    n.RowNumber <= @MostShown
                        order by n.RowNumber
                        """,
                        arguments
                    ),
                sums.Grants,
                sums.Amount
            );
        });

    private sealed record SumRow
    {
        public required int Grants { get; init; }
        public required Money Amount { get; init; }
    }

    // A name that is withheld anywhere, on whichever record of the organisation, is withheld here: nobody decides on these grants one by
    // one.
    private const string ShownSql = """
        not exists (select 1 from Organisation y join Organisation z on coalesce(z.SameAs, z.Id) = coalesce(y.SameAs, y.Id) join Application a on a.OrganisationId = z.Id
                                  join Award w on w.ApplicationId = a.Id join Publication u on u.AwardId = w.Id where y.Id = p.OrganisationId and u.NameShown = 0)
        """;
    private const string RecipientSql = $"case when {ShownSql} then p.Organisation end";
    private const string TitleSql = $"case when {ShownSql} then p.ProjectName end";
    private const string AreaSql = $"case when {ShownSql} then p.Area end";
    private const string AmountSql = "p.Awarded - coalesce(p.Returned, 0)";
    private const string Columns =
        $"p.PastRoundId, f.Name as FundName, r.Name as RoundName, r.BudgetYear, {RecipientSql} as Recipient, {TitleSql} as Title, {AreaSql} as Area, {AmountSql} as Amount";
    private const string FromSql = $"""
        from PastApplication p
        {JoinsSql}
        """;
    private const string JoinsSql = """
        join PastRound r on r.Id = p.PastRoundId
        join Fund f on f.Id = r.FundId
        """;
}
