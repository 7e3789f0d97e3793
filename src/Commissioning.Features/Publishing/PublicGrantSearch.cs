using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Applications;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Published grants by a filter: the pages that everybody reads, their sums and files. It looks in what the public reads alone, so
/// a grant is never found by a name, a number or a place that is withheld.</summary>
public sealed class PublicGrantSearch(Db db)
{
    public const int PageSize = 25;

    /// <summary>Published grants of an area and their money.</summary>
    /// <param name="Area">Null: those whose area is not shown.</param>
    public sealed record AreaSum(string? Area, int Grants, Money Amount);

    /// <summary>How many applications to the rounds got a grant, and how much of what they asked for.</summary>
    /// <param name="Applications">Submitted and not withdrawn.</param>
    /// <param name="Offered">Applications that were offered a grant.</param>
    /// <param name="Refused">Of them, offers that were declined or withdrawn.</param>
    /// <param name="Grants">Of them, grants that the public reads.</param>
    /// <param name="Published">Money of these grants.</param>
    /// <param name="Requested">Money that the applications ask for. Null: there are so few that it could tell what one asked for.</param>
    public sealed record Rates(int Rounds, int Applications, int Offered, int Refused, int Grants, Money Published, Money? Requested)
    {
        /// <summary>Every grant that was offered and not refused can be read.</summary>
        public bool IsComplete => Grants + Refused >= Offered;

        /// <summary>In per cent. Null: there was no application.</summary>
        public Fraction? ByNumber => Applications == 0 ? null : new Fraction(Offered * 100L, Applications);

        /// <summary>In per cent. Null: nothing was asked for, or that is not shown; or grants are missing from the money, so that the share
        /// would be far too small.</summary>
        public Fraction? ByValue =>
            IsComplete && Requested is { Pence: > 0 } asked ? new Fraction(Published.Pence * 100, asked.Pence) : null;
    }

    /// <param name="Filter">As asked for, on a page that exists.</param>
    /// <param name="Count">Grants that fit the filter.</param>
    /// <param name="Amount">Their money.</param>
    /// <param name="Areas">The grants that fit all of the filter but its area, by area: those that can be chosen first, in their
    /// order.</param>
    public sealed record GrantPage(
        GrantFilter Filter,
        GrantChoices Choices,
        IReadOnlyList<PublicGrants.Grant> Grants,
        int Count,
        Money Amount,
        IReadOnlyList<AreaSum> Areas,
        Rates Rates
    )
    {
        public int Pages => Math.Max(1, (Count + PageSize - 1) / PageSize);
    }

    /// <param name="typed">The values of the address by name.</param>
    public Task<GrantPage> FindAsync(Func<string, string?> typed) =>
        db.ReadAsync(async work =>
        {
            var choices = await ChoicesAsync(work);
            return await FindAsync(work, GrantFilter.Parse(typed, choices), choices);
        });

    /// <summary>One grant, "not found" when the public does not read it.</summary>
    /// <param name="reference">As it is, or in small letters, as people type an address.</param>
    public Task<PublicGrants.Grant> GetAsync(string reference) =>
        db.ReadAsync(async work =>
            (
                await PublicGrants.FindAsync(
                    work,
                    "a.Reference in (@reference, @Capitals)",
                    new { reference, Capitals = reference.ToUpperInvariant() }
                )
            )
                is [var grant]
                ? grant
                : throw new NotFoundException("No such public grant")
        );

    /// <inheritdoc cref="GetAsync(string)"/>
    public Task<PublicGrants.Grant> GetAsync(Guid award) =>
        db.ReadAsync(async work =>
            (await PublicGrants.FindAsync(work, "w.Id = @award", new { award })) is [var grant]
                ? grant
                : throw new NotFoundException("No such public grant")
        );

    /// <summary>Every grant that fits, in order, one by one.</summary>
    public Task<GrantFilter> EachAsync(Func<string, string?> typed, Func<PublicGrants.Grant, Task> grant) =>
        db.ReadOneMomentAsync(async work =>
        {
            var filter = GrantFilter.Parse(typed, await ChoicesAsync(work));
            await PublicGrants.EachAsync(work, WhereSql(filter), OrderSql(filter.Sort), Arguments.Of(filter), grant);
            return filter;
        });

    internal static async Task<GrantChoices> ChoicesAsync(Work work) =>
        new(
            await work.QueryAsync<string>(
                "select distinct BudgetYear from Round where LettersReleasedAt is not null order by BudgetYear desc"
            ),
            await work.QueryAsync<string>(
                "select distinct f.Name from Round r join Fund f on f.Id = r.FundId where r.LettersReleasedAt is not null order by f.Name"
            ),
            await AreaQueries.ChoicesAsync(work),
            await work.QueryAsync<string>(
                "select distinct p.Name from RoundPriority p join Round r on r.Id = p.RoundId where r.LettersReleasedAt is not null order by p.Name"
            )
        );

    internal static async Task<GrantPage> FindAsync(Work work, GrantFilter filter, GrantChoices choices)
    {
        var arguments = Arguments.Of(filter);
        var sums = await work.QueryAsync<AreaSumRow>(
            $"""
            select {PublicGrants.AreaSql} as Area, count(*) as Grants, coalesce(sum({PublicGrants.AmountSql}), 0) as Amount
            {PublicGrants.FromSql}
            where {PublicGrants.IsPublicSql} and {WhereSql(filter with { Area = null })}
            group by {PublicGrants.AreaSql}
            """,
            arguments
        );
        var found = filter.Area is { } area ? sums.Where(sum => sum.Area == area).ToList() : sums;
        var count = found.Sum(sum => sum.Grants);
        var (page, notes) = TypedAddress.OnAPageOf(Math.Max(1, (count + PageSize - 1) / PageSize), filter.Page, filter.Notes);
        filter = filter with { Page = page, Notes = notes };
        return new(
            filter,
            choices,
            count == 0
                ? []
                : await PublicGrants.PageAsync(
                    work,
                    WhereSql(filter),
                    OrderSql(filter.Sort),
                    arguments with
                    {
                        First = (page - 1) * PageSize + 1,
                        Last = page * PageSize,
                    }
                ),
            count,
            found.Sum(sum => sum.Amount),
            Ordered(sums, choices.Areas),
            await RatesAsync(work, filter, arguments, sums)
        );
    }

    /// <summary>Every area that can be chosen, those of which grants tell besides, and at the end the grants without an area.</summary>
    private static IReadOnlyList<AreaSum> Ordered(IReadOnlyList<AreaSumRow> sums, IReadOnlyList<string> known) =>
        known
            .Concat(sums.Select(sum => sum.Area).OfType<string>().Except(known).Order(StringComparer.Ordinal))
            .Select(area =>
                sums.FirstOrDefault(sum => sum.Area == area) is { } sum
                    ? new AreaSum(area, sum.Grants, sum.Amount)
                    : new(area, 0, Money.Zero)
            )
            .Concat(sums.Where(sum => sum.Area is null).Select(sum => new AreaSum(null, sum.Grants, sum.Amount)))
            .ToList();

    /// <summary>Of whole rounds: what somebody looks for in them changes nothing.</summary>
    private static async Task<Rates> RatesAsync(Work work, GrantFilter filter, Arguments arguments, IReadOnlyList<AreaSumRow> sums)
    {
        var rounds = filter with { Text = "", Area = null, Priority = null, AmountFrom = null, AmountTo = null };
        var tally = await work.FindAsync<TallyRow>(
            $"""
            select count(*) as Rounds, coalesce(sum(t.Submitted), 0) as Applications, coalesce(sum(t.Awards), 0) as Offered, coalesce(sum(t.Requested), 0) as Requested
            from   Round r
            join   Fund f on f.Id = r.FundId
            join   RoundTally t on t.RoundId = r.Id
            where  r.LettersReleasedAt is not null and {WhereSql(rounds)}
            """,
            arguments
        );
        var refused = await work.ScalarAsync<int>(
            $"""
            select count(*)
            from   Award w
            join   Round r on r.Id = w.RoundId
            join   Fund f on f.Id = r.FundId
            where  r.LettersReleasedAt is not null and {PublicGrants.IsRefusedSql} and {WhereSql(rounds)}
            """,
            arguments
        );
        var published = (filter with { Area = null }).HasRowFilter
            ? await work.FindAsync<PublishedRow>(
                $"""
                select count(*) as Grants, coalesce(sum({PublicGrants.AmountSql}), 0) as Amount
                from   Publication p
                join   Award w on w.Id = p.AwardId
                join   Round r on r.Id = w.RoundId
                join   Fund f on f.Id = r.FundId
                where  {PublicGrants.IsPublicSql} and {WhereSql(rounds)}
                """,
                arguments
            )
            : new() { Grants = sums.Sum(sum => sum.Grants), Amount = sums.Sum(sum => sum.Amount) };
        return new(
            tally.Rounds,
            tally.Applications,
            tally.Offered,
            refused,
            published.Grants,
            published.Amount,
            tally.Applications < FewestApplications ? null : tally.Requested
        );
    }

    /// <summary>What fewer applications ask for is not published, because it could tell what one asked for. Default, not OPCC
    /// policy.</summary>
    internal const int FewestApplications = 5;

    private static string OrderSql(GrantOrder order) =>
        order switch
        {
            GrantOrder.Highest => $"{PublicGrants.AmountSql} desc, a.Reference",
            GrantOrder.Lowest => $"{PublicGrants.AmountSql}, a.Reference",
            GrantOrder.Recipient => $"case when p.NameShown = 1 then 0 else 1 end, {PublicGrants.RecipientSql}, a.Reference",
            _ => "w.AcceptedAt desc, a.Reference",
        };

    private static string WhereSql(GrantFilter filter) =>
        string.Join(
            "\nand ",
            new[]
            {
                "1 = 1",
                filter.BudgetYear is null ? null : "r.BudgetYear = @BudgetYear",
                filter.Fund is null ? null : "f.Name = @Fund",
                filter.Area is null ? null : $"{PublicGrants.AreaSql} = @Area",
                filter.Priority is null ? null : AlsoServed.ServesSql("@Priority"),
                filter.AmountFrom is null ? null : $"{PublicGrants.AmountSql} >= @Least",
                filter.AmountTo is null ? null : $"{PublicGrants.AmountSql} <= @Most",
            }
                .OfType<string>()
                .Concat(filter.Words.Select((_, i) => WordSql($"@Word{i}")))
        );

    private static string WordSql(string word) =>
        $"(p.Title like {word} escape '!' or {PublicGrants.RecipientSql} like {word} escape '!' or p.Brief like {word} escape '!' or {PublicGrants.ExactSql} like {word} escape '!' or a.Reference like {word} escape '!' or case when p.NameShown = 1 then o.CharityNumber end like {word} escape '!')";

    /// <summary>A text to look for with "like", which reads none of it as a pattern.</summary>
    internal static string Escaped(string text) =>
        string.Concat(text.Select(letter => "%_![".Contains(letter, StringComparison.Ordinal) ? $"!{letter}" : $"{letter}"));

    private sealed record Arguments
    {
        public string? BudgetYear { get; init; }
        public string? Fund { get; init; }
        public string? Area { get; init; }
        public string? Priority { get; init; }
        public Money? Least { get; init; }
        public Money? Most { get; init; }
        public string? Word0 { get; init; }
        public string? Word1 { get; init; }
        public string? Word2 { get; init; }
        public string? Word3 { get; init; }
        public string? Word4 { get; init; }
        public string? Word5 { get; init; }
        public string? Word6 { get; init; }
        public string? Word7 { get; init; }
        public int First { get; init; }
        public int Last { get; init; }

        public static Arguments Of(GrantFilter filter)
        {
            var words = filter.Words.Select(word => $"%{Escaped(word)}%").ToList();
            string? Word(int i) => words.ElementAtOrDefault(i);
            return new()
            {
                BudgetYear = filter.BudgetYear,
                Fund = filter.Fund,
                Area = filter.Area,
                Priority = filter.Priority,
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
            };
        }
    }

    private sealed record AreaSumRow
    {
        public string? Area { get; init; }
        public required int Grants { get; init; }
        public required Money Amount { get; init; }
    }

    private sealed record PublishedRow
    {
        public required int Grants { get; init; }
        public required Money Amount { get; init; }
    }

    private sealed record TallyRow
    {
        public required int Rounds { get; init; }
        public required int Applications { get; init; }
        public required int Offered { get; init; }
        public required Money Requested { get; init; }
    }
}
