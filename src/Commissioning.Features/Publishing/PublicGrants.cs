using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>The one source of what everybody may read of grants: every public page, file, feed and interface goes through it. What is
/// withheld leaves no column. A grant is here when its offer was accepted, its round's letters are out and a publisher decided what the
/// public reads; a declined or withdrawn offer never is.</summary>
public static class PublicGrants
{
    public sealed record Grant
    {
        /// <summary>The award.</summary>
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required string FundName { get; init; }
        public required string RoundName { get; init; }
        public required string BudgetYear { get; init; }
        public required string Reference { get; init; }

        /// <summary>Null: the name is withheld.</summary>
        public string? Recipient { get; init; }

        /// <summary>Null: none, or the name is withheld.</summary>
        public string? CharityNumber { get; init; }

        /// <inheritdoc cref="CharityNumber"/>
        public string? CompanyNumber { get; init; }

        /// <summary>Its number in another register, as its holder gave it on acceptance. Null: none, or the name is withheld.</summary>
        public string? OtherNumber { get; init; }

        /// <summary>Null: the name is shown.</summary>
        public WithheldGround? Ground { get; init; }
        public required PublicPlace Place { get; init; }

        /// <summary>The People Zone or the town. Null: not public.</summary>
        public string? Exact { get; init; }

        /// <summary>The area of the Community Safety Partnership. Null: not public.</summary>
        public string? Area { get; init; }
        public required string Title { get; init; }
        public required string Brief { get; init; }
        public required string CrimeReason { get; init; }

        /// <summary>One a line. Null: the name is withheld, which a condition may give away.</summary>
        public string? Conditions { get; init; }
        public string? Priority { get; init; }

        /// <summary>The other priorities that the project serves, in the order of the form, one a line.</summary>
        public string? OtherPriorities { get; init; }

        /// <summary>The same with semicolons between them.</summary>
        public string AlsoServes => string.Join("; ", (OtherPriorities ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries));

        /// <summary>Money awarded less what was given back.</summary>
        public required Money Amount { get; init; }
        public required DateTime AcceptedAt { get; init; }

        /// <summary>When the decision that stands was made.</summary>
        public DateTime? GrantedAt { get; init; }
        public DateOnly? StartsOn { get; init; }
        public DateOnly? EndsOn { get; init; }

        /// <summary>The project has a public page of its own.</summary>
        public required bool HasPage { get; init; }

        /// <summary>When the publisher last decided, such as for a feed.</summary>
        public required DateTime DecidedAt { get; init; }

        public string RecipientInWords => Recipient ?? PublicationRules.NameWithheld(Ground);
        public string PlaceInWords => PublicationRules.PlaceInWords(Place, Exact, Area ?? "");
    }

    /// <summary>Grants that the public reads, in the order of their numbers.</summary>
    /// <param name="andSql">Which of them, such as "w.RoundId = @round".</param>
    internal static Task<IReadOnlyList<Grant>> FindAsync(Work work, string andSql, object arguments) =>
        work.QueryAsync<Grant>(
            $"select {Columns} {FromSql} where {IsPublicSql} and {andSql} order by r.ClosesAt, w.RoundId, w.Number",
            arguments
        );

    /// <summary>Some of the grants that the public reads, in an order: first which, then what they say, so that nothing is worked out of
    /// the others.</summary>
    /// <param name="orderSql">Ends with what no two grants share.</param>
    /// <param name="arguments">Besides those of the condition, First and Last: the places in the order, from 1.</param>
    internal static Task<IReadOnlyList<Grant>> PageAsync(Work work, string andSql, string orderSql, object arguments) =>
        work.QueryAsync<Grant>(
            $"""
            with Found as (select w.Id as AwardId, row_number() over (order by {orderSql}) as RowNumber {FromSql} where {IsPublicSql} and {andSql})
            select {Columns}
            from   Found x
            join   Publication p on p.AwardId = x.AwardId
            {JoinsSql}
            where  x.RowNumber between @First and @Last
            order by x.RowNumber
            """,
            arguments
        );

    /// <summary>As <see cref="PageAsync"/>, all of them one by one.</summary>
    internal static Task EachAsync(Work work, string andSql, string orderSql, object arguments, Func<Grant, Task> grant) =>
        work.EachAsync($"select {Columns} {FromSql} where {IsPublicSql} and {andSql} order by {orderSql}", grant, arguments);

    /// <summary>What may be read: nothing else of a grant leaves the office. A shown name has no ground.</summary>
    private const string Columns = $"""
        w.Id, w.RoundId, f.Name as FundName, r.Name as RoundName, r.BudgetYear, a.Reference,
        {RecipientSql} as Recipient, case when p.NameShown = 1 then o.CharityNumber end as CharityNumber,
        case when p.NameShown = 1 then o.CompanyNumber end as CompanyNumber,
        case when p.NameShown = 1 and w.HolderNumber <> coalesce(o.CharityNumber, '') and w.HolderNumber <> coalesce(o.CompanyNumber, '') then w.HolderNumber end as OtherNumber,
        p.Ground, p.Place,
        {ExactSql} as Exact,
        {AreaSql} as Area,
        p.Title, p.Brief, p.CrimeReason, case when p.NameShown = 1 then w.Conditions end as Conditions, a.Priority, {AlsoServed.InOrderSql} as OtherPriorities,
        {AmountSql} as Amount, w.AcceptedAt,
        (select max(d.DecidedAt) from DecisionLine l join Decision d on d.Id = l.DecisionId where l.ApplicationId = a.Id and l.SupersededBy is null) as GrantedAt,
        coalesce(w.StartsOn, a.StartsOn) as StartsOn, coalesce(w.EndsOn, a.EndsOn) as EndsOn,
        case when p.NameShown = 1 and w.PublishedAt is not null and w.EndedHow = 'Closed' then 1 else 0 end as HasPage, p.DecidedAt
        """;
    internal const string RecipientSql = "case when p.NameShown = 1 then o.Name end";
    internal const string ExactSql = "case when p.NameShown = 1 and p.Place = 'Exact' then coalesce(a.Zone, o.Town) end";
    internal const string AreaSql = "case when p.Place in ('Exact', 'District') then o.Area end";
    internal const string AmountSql = "w.Amount - w.GivenBack";
    internal const string FromSql = $"""
        from Publication p
        {JoinsSql}
        """;
    private const string JoinsSql = """
        join Award w on w.Id = p.AwardId
        join Application a on a.Id = w.ApplicationId
        join Organisation o on o.Id = a.OrganisationId
        join Round r on r.Id = w.RoundId
        join Fund f on f.Id = r.FundId
        """;

    /// <summary>An offer that was declined or withdrawn.</summary>
    internal const string IsRefusedSql = "w.EndedHow in ('Declined', 'OfferWithdrawn')";

    /// <summary>An award that was accepted, and neither declined nor withdrawn.</summary>
    internal const string IsAcceptedSql = $"w.AcceptedAt is not null and (w.EndedHow is null or not {IsRefusedSql})";
    internal const string IsPublicSql = $"p.DecidedAt is not null and {IsAcceptedSql} and r.LettersReleasedAt is not null";

    /// <summary>Every grant that the public reads, to join with what else is public of it.</summary>
    internal const string SelectSql = $"select {Columns} {FromSql} where {IsPublicSql}";

    /// <summary>Awards of rounds whose letters are out that the public reads, to count.</summary>
    internal const string PublishedSql =
        $"from Award w join Publication p on p.AwardId = w.Id where p.DecidedAt is not null and {IsAcceptedSql}";

    /// <summary>Accepted awards that the public does not read yet, to count.</summary>
    internal const string NotPublishedSql =
        $"from Award w left join Publication p on p.AwardId = w.Id where p.DecidedAt is null and {IsAcceptedSql}";
}
