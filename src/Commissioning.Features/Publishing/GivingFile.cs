using System.Globalization;
using System.Text;
using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Commissioning.Platform.Spreadsheets;
using CsvHelper;

namespace Commissioning.Features.Publishing;

/// <summary>Our grants in the 360Giving Data Standard, as JSON and as CSV. Grants whose name is withheld are left out, and those that break
/// a rule wait. Rows are written one by one, so that a file of any length needs the memory of one row.</summary>
public sealed class GivingFile(Db db, Office office, UntilChanged kept)
{
    public const int MostShown = 200;

    /// <param name="Grants">Grants in the file.</param>
    /// <param name="Withheld">Published grants that are left out because their name is withheld.</param>
    /// <param name="Waiting">Published grants that are left out because they break a rule of the standard.</param>
    /// <param name="Modified">When a publisher last decided about one of the grants in the file (UTC). Null: it has none.</param>
    public sealed record FileSummary(int Grants, Money Amount, int Withheld, Money WithheldAmount, int Waiting, DateTime? Modified);

    public sealed record GrantBreach(Guid Award, string Reference, string Recipient, GivingStandardRules.Breach Breach);

    /// <param name="Breaches">The first of them, those that keep a grant out before the others.</param>
    public sealed record Checks(GivingIdentity Identity, FileSummary Summary, IReadOnlyList<GrantBreach> Breaches, int AllBreaches);

    public async Task<FileSummary> SummaryAsync()
    {
        var end = await kept.EndAsync();
        if (kept.Find<FileSummary>(nameof(FileSummary), end) is { } known)
            return known;
        var summary = await db.ReadOneMomentAsync(work => SummaryAsync(work));
        kept.Keep(nameof(FileSummary), end, summary);
        return summary;
    }

    public Task<Checks> ChecksAsync() =>
        db.ReadOneMomentAsync(async work =>
        {
            var breaches = new List<GrantBreach>();
            var summary = await SummaryAsync(work, breaches);
            return new Checks(
                await GivingIdentities.OfAsync(work),
                summary,
                breaches.OrderBy(one => one.Breach.KeepsOut ? 0 : 1).Take(MostShown).ToList(),
                breaches.Count
            );
        });

    /// <summary>"Not found" while there is no grant to publish: the standard knows no empty file.</summary>
    public Task JsonAsync(Stream stream) =>
        db.ReadOneMomentAsync(async work =>
        {
            var identity = await GivingIdentities.OfAsync(work);
            DateTime? modified = null;
            await using var json = new Utf8JsonWriter(stream);
            json.WriteStartObject();
            json.WriteString("version", GivingStandardRules.Version);
            json.WriteString("title", $"Grants of the {office.FunderName}");
            json.WriteString("description", "Grants that were accepted and published. Grants whose recipient is withheld are left out.");
            json.WriteString("identifier", $"{identity.Prefix}-grants");
            json.WriteString("license", GivingStandardRules.Licence);
            json.WriteString("downloadURL", office.LinkTo(Links.Publishing.GivingJson));
            json.WriteString("accessURL", office.LinkTo(Links.Publishing.Giving));
            json.WriteStartObject("publisher");
            json.WriteString("name", office.FunderName);
            json.WriteString("identifier", identity.OrganisationId);
            json.WriteString("website", office.LinkTo("/"));
            json.WriteEndObject();
            json.WriteStartArray("grants");
            await EachInFileAsync(
                work,
                identity,
                async grant =>
                {
                    Write(json, grant, identity);
                    modified = modified > grant.Modified ? modified : grant.Modified;
                    if (json.BytesPending > 32 * 1024)
                        await json.FlushAsync();
                }
            );
            json.WriteEndArray();
            json.WriteString("modified", Time(modified ?? throw NoGrant()));
            json.WriteEndObject();
            await json.FlushAsync();
            return modified;
        });

    /// <inheritdoc cref="JsonAsync"/>
    public Task CsvAsync(Stream stream) =>
        db.ReadOneMomentAsync(async work =>
        {
            var (identity, grants) = (await GivingIdentities.OfAsync(work), 0);
            await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
            await using var csv = new CsvWriter(text, CsvText.Settings, leaveOpen: true);
            foreach (var (title, _) in Columns)
                csv.WriteField(title);
            await csv.NextRecordAsync();
            await EachInFileAsync(
                work,
                identity,
                async grant =>
                {
                    foreach (var (_, cell) in Columns)
                        csv.WriteField(CsvText.Plain(cell(grant, identity, office) ?? ""));
                    await csv.NextRecordAsync();
                    grants++;
                }
            );
            return grants > 0 ? grants : throw NoGrant();
        });

    private static NotFoundException NoGrant() => new("No grant is published yet");

    private async Task<FileSummary> SummaryAsync(Work work, List<GrantBreach>? all = null)
    {
        var identity = await GivingIdentities.OfAsync(work);
        var (grants, amount, waiting, modified) = (0, Money.Zero, 0, (DateTime?)null);
        await EachAsync(
            work,
            identity,
            (row, grant, breaches) =>
            {
                all?.AddRange(breaches.Select(breach => new GrantBreach(row.Id, row.Reference, grant.Recipient, breach)));
                if (breaches.Any(breach => breach.KeepsOut))
                    waiting++;
                else
                {
                    grants++;
                    amount += grant.Awarded;
                    modified = modified > grant.Modified ? modified : grant.Modified;
                }
                return Task.CompletedTask;
            }
        );
        var withheld = await work.FindAsync<WithheldSum>(WithheldSql);
        return new(grants, amount, withheld.Grants, withheld.Amount, waiting, modified);
    }

    private Task EachInFileAsync(Work work, GivingIdentity identity, Func<GivingGrant, Task> write) =>
        EachAsync(work, identity, (_, grant, breaches) => breaches.Any(breach => breach.KeepsOut) ? Task.CompletedTask : write(grant));

    private Task EachAsync(
        Work work,
        GivingIdentity identity,
        Func<GivingRow, GivingGrant, IReadOnlyList<GivingStandardRules.Breach>, Task> each
    ) =>
        work.EachAsync<GivingRow>(
            GrantsSql,
            row =>
            {
                var grant = Of(row, identity);
                return each(row, grant, GivingStandardRules.Breaches(grant));
            }
        );

    private GivingGrant Of(GivingRow row, GivingIdentity identity) =>
        new()
        {
            Id = GivingStandardRules.GrantId(identity, row.Reference),
            Title = row.Title,
            Description = row.Brief,
            AppliedFor = row.AppliedFor,
            Awarded = row.Amount,
            Disbursed = row.Disbursed,
            AwardedOn = LondonTime.DateOf(row.DecisionAt),
            StartsOn = row.StartsOn,
            EndsOn = row.EndsOn,
            // A project that is closed early ends with its grant.
            EndedOn =
                row.ClosedAt is not { } closed ? null
                : row.EndsOn is { } planned && planned < LondonTime.DateOf(closed) ? planned
                : LondonTime.DateOf(closed),
            RecipientId = GivingStandardRules.RecipientId(identity, row.Record, row.CharityNumber, row.CompanyNumber, row.SocietyNumber),
            Recipient = row.Recipient,
            CharityNumber = row.CharityNumber,
            CompanyNumber = row.CompanyNumber,
            Locations = GivingStandardRules.Locations(identity, row.Place, row.Area, row.AreaCode, row.Exact, AreaRules.EveryArea),
            Priorities = (row.Priorities ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Programme = row.FundName,
            Round = $"{row.RoundName}, {row.BudgetYear}",
            FromOpenCall = row.FromOpenCall,
            Modified = row.DecidedAt,
            Page = office.LinkTo(Links.Publishing.Grant(row.Reference)),
            RoundPage = office.LinkTo(Links.Publishing.Round(row.RoundId)),
        };

    private void Write(Utf8JsonWriter json, GivingGrant grant, GivingIdentity identity)
    {
        json.WriteStartObject();
        json.WriteString("id", grant.Id);
        json.WriteString("title", grant.Title);
        json.WriteString("description", grant.Description);
        json.WriteString("currency", GivingStandardRules.Currency);
        if (grant.AppliedFor is { } asked)
            json.WriteNumber("amountAppliedFor", asked.Pence / 100m);
        json.WriteNumber("amountAwarded", grant.Awarded.Pence / 100m);
        json.WriteNumber("amountDisbursed", grant.Disbursed.Pence / 100m);
        json.WriteString("awardDate", Day(grant.AwardedOn));
        if (grant.Page is { } page)
            json.WriteString("url", page);
        WriteDates(json, "plannedDates", grant.StartsOn, grant.EndsOn);
        if (grant.EndedOn is not null)
            WriteDates(json, "actualDates", grant.StartsOn, grant.EndedOn);
        json.WriteStartArray("recipientOrganization");
        json.WriteStartObject();
        json.WriteString("id", grant.RecipientId);
        json.WriteString("name", grant.Recipient);
        if (grant.CharityNumber is { } charity)
            json.WriteString("charityNumber", charity);
        if (grant.CompanyNumber is { } company)
            json.WriteString("companyNumber", company);
        json.WriteEndObject();
        json.WriteEndArray();
        if (grant.Locations.Count > 0)
        {
            json.WriteStartArray("beneficiaryLocation");
            foreach (var place in grant.Locations)
            {
                json.WriteStartObject();
                json.WriteString("name", place.Name);
                json.WriteString("countryCode", "GB");
                if (place is { Code: { } code, CodeType: { } type })
                {
                    json.WriteString("geoCode", code);
                    json.WriteString("geoCodeType", type);
                }
                if (place.Within is { } within)
                    json.WriteString("description", within);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteStartArray("fundingOrganization");
        json.WriteStartObject();
        json.WriteString("id", identity.OrganisationId);
        json.WriteString("name", office.FunderName);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("grantProgramme");
        json.WriteStartObject();
        json.WriteString("title", grant.Programme);
        json.WriteString("description", grant.Round);
        json.WriteString("url", grant.RoundPage);
        json.WriteEndObject();
        json.WriteEndArray();
        if (grant.Priorities.Count > 0)
        {
            json.WriteStartArray("classifications");
            foreach (var priority in grant.Priorities)
            {
                json.WriteStartObject();
                json.WriteString("vocabulary", PriorityVocabulary);
                json.WriteString("title", priority);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteString("fromOpenCall", YesNo(grant.FromOpenCall));
        json.WriteString("dateModified", Time(grant.Modified));
        json.WriteString("dataSource", office.LinkTo(Links.Publishing.Giving));
        json.WriteEndObject();
    }

    private static void WriteDates(Utf8JsonWriter json, string name, DateOnly? start, DateOnly? end)
    {
        if (start is null && end is null)
            return;
        json.WriteStartArray(name);
        json.WriteStartObject();
        if (start is { } from)
            json.WriteString("startDate", Day(from));
        if (end is { } to)
            json.WriteString("endDate", Day(to));
        if (Months(start, end) is { } months)
            json.WriteNumber("duration", months);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>The standard's titles, each with its cell.</summary>
    private static readonly IReadOnlyList<(string Title, Func<GivingGrant, GivingIdentity, Office, string?> Cell)> Columns =
    [
        ("Identifier", (grant, _, _) => grant.Id),
        ("Title", (grant, _, _) => grant.Title),
        ("Description", (grant, _, _) => grant.Description),
        ("Currency", (_, _, _) => GivingStandardRules.Currency),
        ("Amount Applied For", (grant, _, _) => Pounds(grant.AppliedFor)),
        ("Amount Awarded", (grant, _, _) => Pounds(grant.Awarded)),
        ("Amount Disbursed", (grant, _, _) => Pounds(grant.Disbursed)),
        ("Award Date", (grant, _, _) => Day(grant.AwardedOn)),
        ("URL", (grant, _, _) => grant.Page),
        ("Planned Dates:Start Date", (grant, _, _) => Day(grant.StartsOn)),
        ("Planned Dates:End Date", (grant, _, _) => Day(grant.EndsOn)),
        ("Planned Dates:Duration (months)", (grant, _, _) => Number(Months(grant.StartsOn, grant.EndsOn))),
        ("Actual Dates:Start Date", (grant, _, _) => grant.EndedOn is null ? null : Day(grant.StartsOn)),
        ("Actual Dates:End Date", (grant, _, _) => Day(grant.EndedOn)),
        ("Actual Dates:Duration (months)", (grant, _, _) => Number(Months(grant.StartsOn, grant.EndedOn))),
        ("Recipient Org:Identifier", (grant, _, _) => grant.RecipientId),
        ("Recipient Org:Name", (grant, _, _) => grant.Recipient),
        ("Recipient Org:Charity Number", (grant, _, _) => grant.CharityNumber),
        ("Recipient Org:Company Number", (grant, _, _) => grant.CompanyNumber),
        .. LocationColumns(0),
        .. LocationColumns(1),
        .. Enumerable.Range(0, PolicyRules.GreatestPriorities).SelectMany(ClassificationColumns),
        ("Funding Org:Identifier", (_, identity, _) => identity.OrganisationId),
        ("Funding Org:Name", (_, _, office) => office.FunderName),
        ("Grant Programme:Title", (grant, _, _) => grant.Programme),
        ("Grant Programme:Description", (grant, _, _) => grant.Round),
        ("Grant Programme:URL", (grant, _, _) => grant.RoundPage),
        ("From An Open Call?", (grant, _, _) => YesNo(grant.FromOpenCall)),
        ("Last Modified", (grant, _, _) => Time(grant.Modified)),
        ("Data Source", (_, _, office) => office.LinkTo(Links.Publishing.Giving)),
    ];

    private const string PriorityVocabulary = "Priorities of the fund";

    private static IEnumerable<(string Title, Func<GivingGrant, GivingIdentity, Office, string?> Cell)> ClassificationColumns(int place)
    {
        yield return ($"Classifications:{place}:Vocabulary", (grant, _, _) => place < grant.Priorities.Count ? PriorityVocabulary : null);
        yield return ($"Classifications:{place}:Title", (grant, _, _) => grant.Priorities.ElementAtOrDefault(place));
    }

    private static IEnumerable<(string Title, Func<GivingGrant, GivingIdentity, Office, string?> Cell)> LocationColumns(int place)
    {
        GivingLocation? Of(GivingGrant grant) => place < grant.Locations.Count ? grant.Locations[place] : null;
        yield return ($"Beneficiary Location:{place}:Name", (grant, _, _) => Of(grant)?.Name);
        yield return ($"Beneficiary Location:{place}:Country Code", (grant, _, _) => Of(grant) is null ? null : "GB");
        yield return ($"Beneficiary Location:{place}:Geographic Code", (grant, _, _) => Of(grant)?.Code);
        yield return ($"Beneficiary Location:{place}:Geographic Code Type", (grant, _, _) => Of(grant)?.CodeType);
        yield return ($"Beneficiary Location:{place}:Description", (grant, _, _) => Of(grant)?.Within);
    }

    private static int? Months(DateOnly? start, DateOnly? end) =>
        start is { } from && end is { } to ? GivingStandardRules.Months(from, to) : null;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day is { } one ? Day(one) : null;

    private static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Pounds(Money? amount) =>
        amount is { } money ? (money.Pence / 100m).ToString("0.00", CultureInfo.InvariantCulture) : null;

    private static string YesNo(bool yes) => yes ? "Yes" : "No";

    private sealed record GivingRow
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required string FundName { get; init; }
        public required string RoundName { get; init; }
        public required string BudgetYear { get; init; }
        public required string Reference { get; init; }
        public required Guid Record { get; init; }
        public required string Recipient { get; init; }
        public string? CharityNumber { get; init; }
        public string? CompanyNumber { get; init; }
        public string? SocietyNumber { get; init; }
        public required PublicPlace Place { get; init; }
        public string? Exact { get; init; }
        public string? Area { get; init; }
        public string? AreaCode { get; init; }
        public required string Title { get; init; }
        public required string Brief { get; init; }
        public Money? AppliedFor { get; init; }
        public required Money Amount { get; init; }
        public required Money Disbursed { get; init; }
        public required DateTime DecisionAt { get; init; }
        public DateOnly? StartsOn { get; init; }
        public DateOnly? EndsOn { get; init; }
        public DateTime? ClosedAt { get; init; }

        /// <summary>One a line, the main one first.</summary>
        public string? Priorities { get; init; }
        public required bool FromOpenCall { get; init; }
        public required bool HasPage { get; init; }
        public required DateTime DecidedAt { get; init; }
    }

    private sealed record WithheldSum
    {
        public required int Grants { get; init; }
        public required Money Amount { get; init; }
    }

    // All from the one source of what is public, with the numbers and days of the same grant.
    private const string GrantsSql = $"""
        select   g.Id, g.RoundId, g.FundName, g.RoundName, g.BudgetYear, g.Reference, g.Recipient, g.CharityNumber, g.CompanyNumber, g.Place, g.Exact, g.Area,
                 g.Title, g.Brief, g.Amount, g.StartsOn, g.EndsOn, g.HasPage, g.DecidedAt, coalesce(o.SameAs, o.Id) as Record,
                 case when w.HolderForm = 'RegisteredSociety' then w.HolderNumber end as SocietyNumber, a.AmountRequested as AppliedFor, {AlsoServed.AllInOrderSql} as Priorities,
                 (select max(c.OnsCode) from CspArea c where coalesce(c.PublicName, c.Name) = g.Area) as AreaCode,
                 (select coalesce(sum(p.Amount), 0) from Payment p where p.AwardId = g.Id and p.Status = 'Paid') as Disbursed,
                 coalesce((select min(d.DecidedAt) from DecisionLine l join Decision d on d.Id = l.DecisionId where l.ApplicationId = a.Id and l.Funded = 1 and l.SupersededBy is null), w.AcceptedAt) as DecisionAt,
                 case when w.EndedHow = 'Closed' then w.EndedAt end as ClosedAt, case when r.PublishedAt is not null then 1 else 0 end as FromOpenCall
        from     ({PublicGrants.SelectSql}) g
        join     Award w on w.Id = g.Id
        join     Application a on a.Id = w.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        join     Round r on r.Id = g.RoundId
        where    g.Recipient is not null
        order by r.ClosesAt, g.RoundId, w.Number
        """;
    private const string WithheldSql = $"""
        select count(*) as Grants, coalesce(sum(w.Amount - w.GivenBack), 0) as Amount {PublicGrants.FromSql} where {PublicGrants.IsPublicSql} and p.NameShown = 0
        """;
}
