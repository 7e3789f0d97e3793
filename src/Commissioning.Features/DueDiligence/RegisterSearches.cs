using System.Globalization;
using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Platform.Registers;

namespace Commissioning.Features.DueDiligence;

/// <summary>Looks up an applicant's numbers in the live register if a key is set, otherwise in the newest extract. The result is stored
/// with its time, so that the check rests on it and not on what the register says later (R30).</summary>
public sealed class RegisterSearches(Db db, RegisterApi api)
{
    /// <summary>A result younger than this is not looked up again.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(24);
    private const int MostNames = 10;

    public sealed record Organisation
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Kind { get; init; }
        public required string Postcode { get; init; }
        public string? CharityNumber { get; init; }
        public string? CompanyNumber { get; init; }
    }

    /// <param name="Findings">Worst first.</param>
    public sealed record RegisterEntrySeen(RegisterFacts Facts, DateTime At, string By, IReadOnlyList<CheckFinding> Findings);

    /// <param name="Numbers">Registers for which the applicant gave a number, with that number.</param>
    /// <param name="Sources">The sources the portal can search, in words; empty: an officer records what they saw.</param>
    /// <param name="LikeNames">Entries with the same name, for a missing or wrong number.</param>
    public sealed record RegisterLookUpPage(
        ApplicationChecks.CheckedApplication Application,
        Organisation Organisation,
        IReadOnlyList<(Register Register, string Number)> Numbers,
        IReadOnlyList<RegisterEntrySeen> Seen,
        IReadOnlyList<string> Sources,
        IReadOnlyList<RegisterFacts> LikeNames
    );

    public Task<RegisterLookUpPage> GetAsync(Guid application, string? search = null) =>
        db.ReadAsync(async work =>
        {
            var submitted = await ApplicationChecks.ApplicationAsync(work, application);
            var organisation = await OrganisationAsync(work, submitted.OrganisationId);
            var sightings = await work.QueryAsync<SightingRow>(SightingsSql, new { submitted.OrganisationId });
            var seen = sightings
                .DistinctBy(row => (row.Register, row.Number))
                .Select(row =>
                {
                    var facts = JsonSerializer.Deserialize<RegisterFacts>(row.FactsJson)!;
                    return new RegisterEntrySeen(
                        facts,
                        row.SeenAt,
                        row.SeenBy,
                        RegisterRules.Findings(facts, organisation.Name, organisation.Postcode, facts.AsOf ?? LondonTime.DateOf(row.SeenAt))
                    );
                })
                .ToList();
            List<string> sources = [];
            if (api.HasCharityKey)
                sources.Add("the Charity Commission's register, live");
            if (api.HasCompanyKey)
                sources.Add("Companies House, live");
            var extracts = await work.QueryAsync<ExtractRow>(
                "select Id, Kind, ExtractDate, Kept from RegisterImport where State = 'Current' and Kind <> 'Sanctions' order by Kind, Id"
            );
            sources.AddRange(
                extracts.Select(row =>
                    $"the {(row.Kind == "Charity" ? "charity" : "company")} extract of {LondonTime.Date(row.ExtractDate)} ({row.Kept.ToString("N0", CultureInfo.InvariantCulture)} entries)"
                )
            );
            return new RegisterLookUpPage(
                submitted,
                organisation,
                NumbersOf(organisation),
                seen,
                sources,
                await LikeNamesAsync(work, search ?? organisation.Name)
            );
        });

    /// <summary>Looks up every number of the applicant and stores the results. Refuses when there is no source to search.</summary>
    public async Task<Result<IReadOnlyList<string>>> SearchAsync(Actor actor, Guid application, bool again)
    {
        var view = await GetAsync(application);
        if (view.Numbers.Count == 0)
            return new Refusal(
                "The applicant gave neither a charity nor a company number. Search by name, or record what you saw in the check."
            );
        List<RegisterFacts> found = [];
        List<string> notes = [];
        var since = await db.ReadAsync(work => Task.FromResult(work.Now - Fresh));
        foreach (var (register, number) in view.Numbers)
        {
            if (
                !again
                && view.Seen.Any(seen =>
                    seen.Facts.Register == register
                    && seen.Facts.Number == number
                    && seen.At > since
                    && (seen.Facts.AsOf is null || !HasKey(register))
                )
            )
                continue;
            var (facts, note) = await AskAsync(register, number);
            if (note is not null)
                notes.Add(note);
            if (facts is not null)
                found.Add(facts);
        }
        if (found.Count == 0)
            return Result.Made<IReadOnlyList<string>>(notes);
        return await db.ChangeAsync<IReadOnlyList<string>>(
            actor,
            AuditAction.RegisterSeen,
            application,
            async work =>
            {
                await work.ExecuteAsync(
                    "insert into RegisterSighting (Id, OrganisationId, Register, Number, FactsJson, SeenAt, SeenBy) values (@Id, @Organisation, @Register, @Number, @FactsJson, @Now, @By)",
                    found.Select(facts => new
                    {
                        Id = Guid.CreateVersion7(),
                        Organisation = view.Organisation.Id,
                        facts.Register,
                        facts.Number,
                        FactsJson = JsonSerializer.Serialize(facts),
                        work.Now,
                        By = actor.Id,
                    })
                );
                foreach (var facts in found)
                    work.Note($"{facts.Register} {facts.Number}: {facts.Name ?? "not there"}, {facts.Status} ({facts.Source})");
                return Result.Made<IReadOnlyList<string>>(notes);
            }
        );
    }

    /// <summary>The latest register entry that most argues against a pass; null: nothing was looked up.</summary>
    internal static async Task<RegisterFacts?> WorstAsync(Work work, Guid organisation)
    {
        var seen = (await SeenAsync(work, organisation)).Select(one => one.Facts).ToList();
        return seen.FirstOrDefault(facts => RegisterRules.WhyCannotPass(facts) is not null) ?? seen.FirstOrDefault();
    }

    /// <summary>The latest entry seen of each number that the organisation gives now; a corrected number no longer counts.</summary>
    internal static async Task<IReadOnlyList<(RegisterFacts Facts, DateTime At)>> SeenAsync(Work work, Guid organisation)
    {
        var numbers = NumbersOf(await OrganisationAsync(work, organisation));
        return (await work.QueryAsync<SightingRow>(SightingsSql, new { OrganisationId = organisation }))
            .DistinctBy(row => (row.Register, row.Number))
            .Where(row => numbers.Contains((row.Register, row.Number)))
            .Select(row => (JsonSerializer.Deserialize<RegisterFacts>(row.FactsJson)!, row.SeenAt))
            .ToList();
    }

    /// <summary>What a register says about one number, stored nowhere; null when there is no source to look in.</summary>
    internal async Task<RegisterFacts?> LookUpAsync(Register register, string number) => (await AskAsync(register, number)).Facts;

    private bool HasKey(Register register) => register == Register.Charity ? api.HasCharityKey : api.HasCompanyKey;

    private async Task<(RegisterFacts? Facts, string? Note)> AskAsync(Register register, string number)
    {
        if (register == Register.Charity && !char.IsAsciiDigit(number[0]))
            return (
                null,
                $"{number} is on the register of {(number.StartsWith("SC", StringComparison.Ordinal) ? "Scotland (OSCR)" : "Northern Ireland (CCNI)")}, which the portal does not read. Look there and record what you saw in the check."
            );
        string? problem = null;
        if (HasKey(register))
        {
            var answer = register == Register.Charity ? await api.CharityAsync(number) : await api.CompanyAsync(number);
            var source = register == Register.Charity ? "the Charity Commission's register" : "Companies House";
            if (answer.Problem is null)
            {
                if (answer.Json is null)
                    return (
                        new()
                        {
                            Register = register,
                            Number = number,
                            Source = source,
                        },
                        null
                    );
                if (
                    (
                        register == Register.Charity ? RegisterJson.Charity(number, answer.Json) : RegisterJson.Company(number, answer.Json)
                    ) is
                    { } facts
                )
                    return (facts with { Source = source }, null);
            }
            problem =
                $"{source[..1].ToUpperInvariant()}{source[1..]} could not be reached: {answer.Problem ?? "its answer cannot be read"}.";
        }
        var extract = await db.ReadAsync(work =>
            work.FirstOrDefaultAsync<ExtractRow>(
                "select Id, Kind, ExtractDate, Kept from RegisterImport where Kind = @register and State = 'Current' order by ExtractDate desc, StartedAt desc, Id",
                new { register }
            )
        );
        if (extract is null)
            return (
                null,
                problem is null
                    ? $"There is no {(register == Register.Charity ? "charity" : "company")} extract and no key for the live register. Look at the register yourself, and record what you saw in the check."
                    : $"{problem} There is no extract either."
            );
        var entry = await db.FindOrDefaultAsync<EntryRow>(
            EntrySql + " where e.ImportId = @Id and e.Number = @number",
            new { extract.Id, number }
        );
        // A newer extract replaced it at the same moment, so its entries may be gone already.
        if (
            entry is null
            && await db.ScalarAsync<string>("select State from RegisterImport where Id = @Id", new { extract.Id }) != "Current"
        )
            return await AskAsync(register, number);
        var where = $"the extract of {LondonTime.Date(extract.ExtractDate)}";
        return (
            (
                entry?.Facts(register, where)
                ?? new()
                {
                    Register = register,
                    Number = number,
                    Source = where,
                }
            ) with
            {
                AsOf = extract.ExtractDate,
            },
            problem is null ? null : $"{problem} What is shown is from {where}."
        );
    }

    private static async Task<IReadOnlyList<RegisterFacts>> LikeNamesAsync(Work work, string name)
    {
        var key = NameMatch.OrganisationKey(name);
        if (key.Length < 3)
            return [];
        var rows = await work.QueryAsync<EntryRow>(
            LikeSql,
            new
            {
                key,
                End = key + "zzzzzz",
                MostNames,
            }
        );
        return rows.Select(row => row.Facts(Enum.Parse<Register>(row.Kind!), $"the extract of {LondonTime.Date(row.ExtractDate!.Value)}"))
            .ToList();
    }

    private static List<(Register, string)> NumbersOf(Organisation organisation)
    {
        List<(Register, string)> numbers = [];
        if (organisation.CharityNumber is { } charity)
            numbers.Add((Register.Charity, RegisterRules.Plain(Register.Charity, charity)));
        if (organisation.CompanyNumber is { } company)
            numbers.Add((Register.Company, RegisterRules.Plain(Register.Company, company)));
        return numbers;
    }

    private static Task<Organisation> OrganisationAsync(Work work, Guid organisation) =>
        work.FindAsync<Organisation>(
            "select Id, Name, Kind, Postcode, CharityNumber, CompanyNumber from Organisation where Id = @organisation",
            new { organisation }
        );

    private const string SightingsSql = """
        select   s.Register, s.Number, s.FactsJson, s.SeenAt, p.DisplayName as SeenBy
        from     RegisterSighting s
        join     Person p on p.Id = s.SeenBy
        where    s.OrganisationId = @OrganisationId
        order by s.SeenAt desc, s.Id
        """;
    private const string EntrySql = """
        select e.Number, e.Name, e.Status, e.RegisteredOn, e.RemovedOn, e.AccountsTo, e.AccountsDueOn, e.Overdue, e.Insolvent, e.AddressLine, e.Town, e.Postcode
        from   RegisterEntry e
        """;
    private const string LikeSql = """
        with Found as (
            select e.Number, e.Name, e.Status, e.RegisteredOn, e.RemovedOn, e.AccountsTo, e.AccountsDueOn, e.Overdue, e.Insolvent, e.AddressLine, e.Town, e.Postcode, i.Kind, i.ExtractDate, row_number() over (order by e.NameKey, e.Number) as RowNumber
            from   RegisterEntry e
            join   RegisterImport i on i.Id = e.ImportId
            where  e.NameKey >= @key and e.NameKey < @End and i.State = 'Current'
        )
        select   Number, Name, Status, RegisteredOn, RemovedOn, AccountsTo, AccountsDueOn, Overdue, Insolvent, AddressLine, Town, Postcode, Kind, ExtractDate
        from     Found
        where    RowNumber <= @MostNames
        order by RowNumber
        """;

    private sealed record SightingRow
    {
        public required Register Register { get; init; }
        public required string Number { get; init; }
        public required string FactsJson { get; init; }
        public required DateTime SeenAt { get; init; }
        public required string SeenBy { get; init; }
    }

    private sealed record ExtractRow
    {
        public required int Id { get; init; }
        public required string Kind { get; init; }
        public required DateOnly ExtractDate { get; init; }
        public required int Kept { get; init; }
    }

    private sealed record EntryRow
    {
        public required string Number { get; init; }
        public required string Name { get; init; }
        public required string Status { get; init; }
        public DateOnly? RegisteredOn { get; init; }
        public DateOnly? RemovedOn { get; init; }
        public DateOnly? AccountsTo { get; init; }
        public DateOnly? AccountsDueOn { get; init; }
        public bool? Overdue { get; init; }
        public bool? Insolvent { get; init; }
        public string? AddressLine { get; init; }
        public string? Town { get; init; }
        public string? Postcode { get; init; }
        public string? Kind { get; init; }
        public DateOnly? ExtractDate { get; init; }

        public RegisterFacts Facts(Register register, string source) =>
            new()
            {
                Register = register,
                Number = Number,
                Name = Name,
                Status = Status,
                RegisteredOn = RegisteredOn,
                RemovedOn = RemovedOn,
                AccountsTo = AccountsTo,
                AccountsDueOn = AccountsDueOn,
                AccountsOverdue = Overdue,
                Insolvent = Insolvent,
                AddressLine = AddressLine,
                Town = Town,
                Postcode = Postcode,
                Source = source,
            };
    }
}
