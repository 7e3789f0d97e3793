using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>For staff: what the public reads of each grant, what is ready to publish, what is withheld and why.</summary>
public sealed class GrantPublications(Db db)
{
    public const int PageSize = 50;

    /// <summary>A round whose letters are out, with what the public reads of it.</summary>
    public sealed record RoundSummary
    {
        public required Guid Id { get; init; }
        public required string FundName { get; init; }
        public required string Name { get; init; }
        public required string BudgetYear { get; init; }

        /// <summary>Grants that the public reads.</summary>
        public required int Grants { get; init; }

        /// <summary>Of them, those without a name.</summary>
        public required int Withheld { get; init; }

        /// <summary>Accepted grants that the public does not read yet.</summary>
        public required int ToDecide { get; init; }

        /// <summary>Offers that wait for an answer.</summary>
        public required int NotAccepted { get; init; }

        /// <summary>The highest number of an award.</summary>
        public required int Numbers { get; init; }
        public string FullName => $"{FundName}, {Name}, {BudgetYear}";
    }

    /// <param name="Publication">As it is published, or would be.</param>
    /// <param name="IsPublic">The public reads it.</param>
    /// <param name="Version">0: nobody has written it, so it is the draft that the portal offers.</param>
    /// <param name="StartsWithheld">Why its name starts withheld; null: it starts shown.</param>
    /// <param name="NameFrom">When the public could first read the name; null: never.</param>
    /// <param name="NameUntil">When it no longer could; null: it can, or never could.</param>
    public sealed record GrantPublication(
        Guid Award,
        Guid Round,
        string Reference,
        Money Amount,
        PublicationSubject Subject,
        Publication Publication,
        bool IsPublic,
        int Version,
        string? StartsWithheld,
        DateTime? NameFrom,
        DateTime? NameUntil,
        string? PreparedBy,
        DateTime? PreparedAt,
        string? DecidedBy,
        DateTime? DecidedAt,
        string? TakenDownWhy,
        bool HasPage,
        Refusal? WhyNothing
    )
    {
        public bool IsWritten => Version > 0;

        /// <summary>It can be ticked and published with others.</summary>
        public bool IsReady => WhyNothing is null && !IsPublic && !WasTakenDown && Publication.NameShown && StartsWithheld is null;
        public bool WasTakenDown => TakenDownWhy is not null && !IsPublic;
        public string State =>
            WhyNothing is not null ? "Not accepted yet"
            : !IsPublic
                ? IsReady ? "Ready to publish"
                    : WasTakenDown ? "Taken down"
                    : "To decide by itself"
            : Publication.NameShown ? "Published"
            : "Published, name withheld";

        /// <summary>As the public reads or would read it.</summary>
        public PublicGrants.Grant Preview =>
            new()
            {
                Id = Award,
                RoundId = Round,
                FundName = "",
                RoundName = "",
                BudgetYear = "",
                Reference = Reference,
                Recipient = Publication.NameShown ? Subject.Organisation : null,
                Ground = Publication.NameShown ? null : Publication.Ground,
                Place = Publication.Place,
                Exact = Publication is { NameShown: true, Place: PublicPlace.Exact } ? Subject.Zone ?? Subject.Town : null,
                Area = Publication.Place is PublicPlace.Exact or PublicPlace.District ? Subject.Area : null,
                Title = Publication.Title,
                Brief = Publication.Brief,
                CrimeReason = Publication.CrimeReason,
                Amount = Amount,
                AcceptedAt = Subject.AcceptedAt ?? default,
                HasPage = HasPage,
                DecidedAt = DecidedAt ?? default,
            };
    }

    public sealed record RoundPage(RoundSummary Round, IReadOnlyList<GrantPublication> Grants, int Page, int Pages);

    public Task<IReadOnlyList<RoundSummary>> RoundsAsync() =>
        db.QueryAsync<RoundSummary>(RoundsSql + " order by r.ClosesAt desc, f.Name, r.Id");

    public Task<RoundPage> OfRoundAsync(Guid round, int page) =>
        db.ReadAsync(async work =>
        {
            var summary = await work.FindAsync<RoundSummary>(RoundsSql + " and r.Id = @round", new { round });
            // Awards are paged by their numbers, which ended ones keep.
            var pages = Math.Max(1, (summary.Numbers + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            var words = (await SafetyWords.OfAsync(work)).Words;
            var rows = await work.QueryAsync<PublicationRow>(
                $"{RowsSql} where w.RoundId = @round and w.Number between @First and @Last and w.OfferedAt is not null and {NotRefusedSql} order by w.Number",
                new
                {
                    round,
                    First = (page - 1) * PageSize + 1,
                    Last = page * PageSize,
                }
            );
            return new RoundPage(summary, rows.Select(row => Of(row, words)).ToList(), page, pages);
        });

    public Task<GrantPublication> GetAsync(Guid award) =>
        db.ReadAsync(async work => await GetAsync(work, award, (await SafetyWords.OfAsync(work)).Words));

    /// <summary>Another grant with which the public reads the name of a group.</summary>
    /// <param name="IsHolder">The group holds it. False: its public words name the group.</param>
    public sealed record Naming
    {
        public required Guid Award { get; init; }
        public required string Reference { get; init; }
        public required string Title { get; init; }
        public required bool IsHolder { get; init; }
    }

    /// <summary>Other grants that go on naming the group of this one, whatever is withheld here: who withholds a name decides on them
    /// too.</summary>
    public Task<IReadOnlyList<Naming>> OtherNamingsAsync(GrantPublication publication) =>
        db.QueryAsync<Naming>(
            NamingsSql,
            new
            {
                publication.Award,
                Name = publication.Subject.Organisation,
                Like = $"%{PublicGrantSearch.Escaped(publication.Subject.Organisation)}%",
            }
        );

    internal static async Task<GrantPublication> GetAsync(Work work, Guid award, IReadOnlyList<string> words)
    {
        return Of(await work.FindAsync<PublicationRow>($"{RowsSql} where w.Id = @award", new { award }), words);
    }

    private static GrantPublication Of(PublicationRow row, IReadOnlyList<string> words)
    {
        var subject = row.Subject;
        return new(
            row.AwardId,
            row.RoundId,
            row.Reference,
            row.Amount,
            subject,
            row.Written ?? PublicationRules.Draft(subject, words),
            row.DecidedAt is not null && PublicationRules.WhyNothing(subject) is null,
            row.Version ?? 0,
            PublicationRules.StartsWithheld(subject, words)?.Why,
            row.NameFrom,
            row.NameUntil,
            row.PreparedBy,
            row.PreparedAt,
            row.DecidedBy,
            row.DecidedAt,
            row.TakenDownWhy,
            row.HasPage,
            PublicationRules.WhyNothing(subject)
        );
    }

    private sealed record PublicationRow
    {
        public required Guid AwardId { get; init; }
        public required Guid RoundId { get; init; }
        public required string Reference { get; init; }
        public required Money Amount { get; init; }
        public required string Organisation { get; init; }
        public required string Town { get; init; }
        public required string Postcode { get; init; }
        public string? CharityNumber { get; init; }
        public string? CompanyNumber { get; init; }
        public required string Area { get; init; }
        public string? Zone { get; init; }
        public string? ProjectName { get; init; }
        public string? Summary { get; init; }
        public string? Priority { get; init; }
        public required string CrimeReductionReason { get; init; }
        public string? ProtectiveStatus { get; init; }
        public string? Exemption { get; init; }
        public WithheldGround? WithheldElsewhere { get; init; }
        public DateTime? AcceptedAt { get; init; }
        public string? EndedHow { get; init; }
        public DateTime? LettersReleasedAt { get; init; }
        public string? Title { get; init; }
        public string? Brief { get; init; }
        public string? CrimeReason { get; init; }
        public bool? NameShown { get; init; }
        public PublicPlace? Place { get; init; }
        public WithheldGround? Ground { get; init; }
        public string? Why { get; init; }
        public DateOnly? ReviewOn { get; init; }
        public string? PreparedBy { get; init; }
        public DateTime? PreparedAt { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
        public DateTime? NameFrom { get; init; }
        public DateTime? NameUntil { get; init; }
        public string? TakenDownWhy { get; init; }
        public int? Version { get; init; }
        public required bool HasPage { get; init; }

        public PublicationSubject Subject =>
            new()
            {
                Organisation = Organisation,
                Town = Town,
                Postcode = Postcode,
                CharityNumber = CharityNumber,
                CompanyNumber = CompanyNumber,
                Area = Area,
                Zone = Zone,
                ProjectName = ProjectName ?? "",
                Summary = Summary ?? "",
                Priority = Priority,
                CrimeReason = CrimeReductionReason,
                ProtectiveStatus = ProtectiveStatus,
                Exemption = Exemption,
                WithheldElsewhere = WithheldElsewhere,
                AcceptedAt = AcceptedAt,
                EndedHow = EndedHow,
                LettersReleasedAt = LettersReleasedAt,
            };

        public Publication? Written =>
            Version is null
                ? null
                : new()
                {
                    Title = Title!,
                    Brief = Brief!,
                    CrimeReason = CrimeReason!,
                    NameShown = NameShown!.Value,
                    Place = Place!.Value,
                    Ground = Ground,
                    Why = Why,
                    ReviewOn = ReviewOn,
                };
    }

    private const string NamingsSql = $"""
        select w.Id as Award, a.Reference, p.Title, case when p.NameShown = 1 and o.Name = @Name then 1 else 0 end as IsHolder
        {PublicGrants.FromSql}
        where  {PublicGrants.IsPublicSql} and w.Id <> @Award
               and (
                   p.NameShown = 1 and (o.Name = @Name or w.Conditions like @Like escape '!')
                   or p.Title like @Like escape '!' or p.Brief like @Like escape '!' or p.CrimeReason like @Like escape '!'
               )
        order by a.Reference
        """;
    private const string NotRefusedSql = "(w.EndedHow is null or w.EndedHow not in ('Declined', 'OfferWithdrawn'))";

    private const string RoundsSql = $"""
        select r.Id, f.Name as FundName, r.Name, r.BudgetYear, t.Awards as Numbers,
               (select count(*) {PublicGrants.PublishedSql} and w.RoundId = r.Id) as Grants,
               (select count(*) {PublicGrants.PublishedSql} and w.RoundId = r.Id and p.NameShown = 0) as Withheld,
               (select count(*) {PublicGrants.NotPublishedSql} and w.RoundId = r.Id) as ToDecide,
               (select count(*) from Award w where w.RoundId = r.Id and w.OfferedAt is not null and w.AcceptedAt is null and {NotRefusedSql}) as NotAccepted
        from   Round r
        join   Fund f on f.Id = r.FundId
        join   RoundTally t on t.RoundId = r.Id
        where  r.LettersReleasedAt is not null
        """;

    // Of several decisions that stand, as after a correction, the strictest marking counts: Official-Sensitive comes after Official.
    private const string RowsSql = $"""
        select    w.Id as AwardId, w.RoundId, a.Reference, w.Amount - w.GivenBack as Amount, o.Name as Organisation, o.Town, o.Postcode, o.CharityNumber, o.CompanyNumber, o.Area, a.Zone,
                  a.ProjectName, a.Summary, {AlsoServed.InWordsSql} as Priority, w.CrimeReductionReason, w.AcceptedAt, w.EndedHow, r.LettersReleasedAt,
                  (select max(d.ProtectiveStatus) from DecisionLine l join Decision d on d.Id = l.DecisionId where l.ApplicationId = a.Id and l.SupersededBy is null) as ProtectiveStatus,
                  (select max(d.Exemption) from DecisionLine l join Decision d on d.Id = l.DecisionId where l.ApplicationId = a.Id and l.SupersededBy is null) as Exemption,
                  (select max(coalesce(q.Ground, 'Safety')) from Publication q join Award v on v.Id = q.AwardId join Application b on b.Id = v.ApplicationId
                   where b.OrganisationId = a.OrganisationId and v.Id <> w.Id and (q.NameShown = 0 or (q.DecidedAt is null and q.TakenDownWhy is not null))) as WithheldElsewhere,
                  p.Title, p.Brief, p.CrimeReason, p.NameShown, p.Place, p.Ground, p.Why, p.ReviewOn, p.PreparedAt, p.DecidedAt, p.NameFrom, p.NameUntil, p.TakenDownWhy, p.Version,
                  case when p.AwardId is not null then coalesce(x.DisplayName, 'Erased person') end as PreparedBy,
                  case when p.DecidedBy is not null then coalesce(y.DisplayName, 'Erased person') end as DecidedBy,
                  case when w.PublishedAt is not null and w.EndedHow = 'Closed' then 1 else 0 end as HasPage
        from      Award w
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        join      Round r on r.Id = w.RoundId
        left join Publication p on p.AwardId = w.Id
        left join Person x on x.Id = p.PreparedBy
        left join Person y on y.Id = p.DecidedBy
        """;
}
