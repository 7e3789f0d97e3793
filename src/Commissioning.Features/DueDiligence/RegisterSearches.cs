using System.Globalization;
using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
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

    /// <summary>From this likeness (0 to 1) an entry is shown to an officer who searches by name. A finding needs the threshold of
    /// <see cref="NameMatch"/>.</summary>
    private const double LeastShown = 0.7;

    /// <summary>A part of a name that more entries have is no help in finding one.</summary>
    private const int TooCommon = 600;
    private const int MostCompared = 200;

    /// <summary>An application does not wait longer for a live register.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

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
    /// <param name="LikeNames">Entries with a like name, for a missing or wrong number: removed ones first.</param>
    /// <param name="Ages">How old each register is; a missing or old one is said.</param>
    /// <param name="Trustees">Of its charity on the register; empty: none known.</param>
    public sealed record RegisterLookUpPage(
        ApplicationChecks.CheckedApplication Application,
        Organisation Organisation,
        IReadOnlyList<(Register Register, string Number)> Numbers,
        IReadOnlyList<RegisterEntrySeen> Seen,
        IReadOnlyList<string> Sources,
        IReadOnlyList<NameFound> LikeNames,
        IReadOnlyList<ListAge> Ages,
        IReadOnlyList<string> Trustees
    );

    /// <param name="MatchedName">The present, former or other name that is like the one searched for.</param>
    /// <param name="Likeness">From 0 to 1.</param>
    public sealed record NameFound(RegisterFacts Facts, string MatchedName, double Likeness)
    {
        public bool IsOtherName => MatchedName != Facts.Name;
        public bool IsEnded => RegisterRules.WhyCannotPass(Facts) is not null;
    }

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
                "select Id, Kind, ExtractDate, Kept from RegisterImport where State = 'Current' and Kind in ('Charity', 'Company') order by Kind, Id"
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
                (await LikeNamesAsync(work, search ?? organisation.Name, LeastShown)).Take(MostNames).ToList(),
                await AgesAsync(work),
                await TrusteesAsync(work, submitted.OrganisationId)
            );
        });

    /// <summary>How old each register and the sanctions list is, and why the list holds payments; null: it does not.</summary>
    public Task<(IReadOnlyList<ListAge> Ages, string? Hold)> AllAgesAsync() =>
        db.ReadAsync(async work =>
            (
                await AllAgesAsync(work),
                ExtractRules.WhySanctionsListHolds(await SanctionQueries.ListDateAsync(work), ApplicationChecks.Today(work))
            )
        );

    internal static async Task<IReadOnlyList<ListAge>> AllAgesAsync(Work work) =>
        [
            .. await AgesAsync(work),
            ExtractRules.AgeOf(ExtractKind.Sanctions, await SanctionQueries.ListDateAsync(work), ApplicationChecks.Today(work)),
        ];

    /// <summary>How old the lists are on which a kind of check rests; empty: it rests on none.</summary>
    public static async Task<IReadOnlyList<ListAge>> AgesOfAsync(Work work, CheckKind kind) =>
        kind switch
        {
            CheckKind.Register => await AgesAsync(work),
            CheckKind.CrossChecks =>
            [
                ExtractRules.AgeOf(ExtractKind.Sanctions, await SanctionQueries.ListDateAsync(work), ApplicationChecks.Today(work)),
                .. await FunderFiles.AgeAsync(work) is { } age ? new[] { age } : [],
            ],
            CheckKind.History => await FunderFiles.AgeAsync(work) is { } age ? [age] : [],
            _ => [],
        };

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
                await KeepAsync(work, view.Organisation.Id, actor, found);
                return Result.Made<IReadOnlyList<string>>(notes);
            }
        );
    }

    /// <summary>Looks up the numbers of a new application before anyone opens it. A register that is slow or down holds nothing up: the
    /// extract answers instead, and the audit trail says so.</summary>
    internal Task ArriveAsync(Guid application) => LookUpAsync(application, isNew: true);

    /// <summary>Looks up what was never looked up, or only in an older extract, until the decision: a register may be loaded after the
    /// application came.</summary>
    internal Task CatchUpAsync(Guid application) => LookUpAsync(application, isNew: false);

    private async Task LookUpAsync(Guid application, bool isNew)
    {
        var (organisation, seen, since, inUse, isDecided) = await db.ReadAsync(async work =>
        {
            var submitted = await ApplicationChecks.ApplicationAsync(work, application);
            return (
                await OrganisationAsync(work, submitted.OrganisationId),
                await work.QueryAsync<SightingRow>(SightingsSql, new { submitted.OrganisationId }),
                work.Now - Fresh,
                await work.QueryAsync<ExtractRow>(
                    "select Id, Kind, ExtractDate, Kept from RegisterImport where State = 'Current' and Kind in ('Charity', 'Company') order by Kind, Id"
                ),
                submitted.DecidedAt is not null
            );
        });
        if (!isNew && isDecided)
            return;
        bool Counts(SightingRow row) =>
            row.SeenAt > since
            || (
                !isNew
                && (
                    JsonSerializer.Deserialize<RegisterFacts>(row.FactsJson)!.AsOf is not { } day
                    || inUse.All(extract => extract.Kind != row.Register.ToString() || extract.ExtractDate <= day)
                )
            );
        List<RegisterFacts> found = [];
        List<string> notes = [];
        foreach (var (register, number) in NumbersOf(organisation))
        {
            if (seen.Any(row => row.Register == register && row.Number == number && Counts(row)))
                continue;
            var (facts, note) = await AskAsync(register, number, Patience);
            if (facts is not null)
                found.Add(facts);
            if (note is not null)
                notes.Add(note);
        }
        if (found.Count > 0)
            await db.ChangeAsync(
                Actor.Portal,
                AuditAction.RegisterSeenOnArrival,
                application,
                async work =>
                {
                    await KeepAsync(work, organisation.Id, Actor.Portal, found);
                    foreach (var note in notes)
                        work.Note(note);
                    return Result.Done;
                }
            );
    }

    private static async Task KeepAsync(Work work, Guid organisation, Actor actor, IReadOnlyList<RegisterFacts> found)
    {
        await work.ExecuteAsync(
            "insert into RegisterSighting (Id, OrganisationId, Register, Number, FactsJson, SeenAt, SeenBy) values (@Id, @Organisation, @Register, @Number, @FactsJson, @Now, @By)",
            found.Select(facts => new
            {
                Id = Guid.CreateVersion7(),
                Organisation = organisation,
                facts.Register,
                facts.Number,
                FactsJson = JsonSerializer.Serialize(facts),
                work.Now,
                By = actor.Id,
            })
        );
        foreach (var facts in found)
            work.Note($"{facts.Register} {facts.Number}: {facts.Name ?? "not there"}, {facts.Status} ({facts.Source})");
        await SyncFindings.MarkStaleAsync(work, organisation);
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

    /// <summary>How old each register is.</summary>
    internal static async Task<IReadOnlyList<ListAge>> AgesAsync(Work work)
    {
        var inUse = await work.QueryAsync<ExtractRow>(
            "select Id, Kind, ExtractDate, Kept from RegisterImport where State = 'Current' order by Kind, Id"
        );
        var today = ApplicationChecks.Today(work);
        return new[] { ExtractKind.Charity, ExtractKind.OtherNames, ExtractKind.Trustees, ExtractKind.Company }
            .Select(kind => ExtractRules.AgeOf(kind, inUse.FirstOrDefault(row => row.Kind == kind.ToString())?.ExtractDate, today))
            .ToList();
    }

    /// <summary>Trustees of the organisation's charity, as the register names them; empty: none, or their file is not loaded.</summary>
    internal static async Task<IReadOnlyList<string>> TrusteesAsync(Work work, Guid organisation)
    {
        if ((await OrganisationAsync(work, organisation)).CharityNumber is not { } charity)
            return [];
        var listed = (
            await work.QueryAsync<string>(
                "select t.Name from RegisterTrustee t join RegisterImport i on i.Id = t.ImportId where i.Kind = 'Trustees' and i.State = 'Current' and t.Number = @number order by t.Name, t.Position",
                new { number = RegisterRules.Plain(Register.Charity, charity) }
            )
        )
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        return listed.Count > 0
            ? listed
            : (await SeenAsync(work, organisation)).Select(seen => seen.Facts).FirstOrDefault(facts => facts.Trustees.Count > 0)?.Trustees
                ?? [];
    }

    /// <summary>The names that the registers give the organisation under its numbers, present, former and other ones, where they differ
    /// from its own by more than the usual variants.</summary>
    internal static async Task<IReadOnlyList<string>> NamesAsync(Work work, Guid organisation)
    {
        var own = await OrganisationAsync(work, organisation);
        List<string> names = [];
        foreach (var (register, number) in NumbersOf(own))
            names.AddRange(
                await work.QueryAsync<string>(
                    NamesSql,
                    new
                    {
                        Kind = register.ToString(),
                        Others = register == Register.Company ? ExtractKind.Company : ExtractKind.OtherNames,
                        number,
                    }
                )
            );
        foreach (var (facts, _) in await SeenAsync(work, organisation))
            names.AddRange(facts.OtherNames.Append(facts.Name ?? ""));
        return names
            .Where(name => name.Length > 0 && NameMatch.OrganisationKey(name) != NameMatch.OrganisationKey(own.Name))
            .DistinctBy(NameMatch.OrganisationKey)
            .ToList();
    }

    // A company's former names come with its own extract, a charity's in a file of their own.
    private const string NamesSql = """
        select   e.Name
        from     RegisterEntry e
        join     RegisterImport i on i.Id = e.ImportId
        where    i.State = 'Current' and i.Kind = @Kind and e.Number = @number
        union
        select   n.Name
        from     RegisterOtherName n
        join     RegisterImport i on i.Id = n.ImportId
        where    i.State = 'Current' and i.Kind = @Others and n.Number = @number
        order by Name
        """;

    /// <summary>Reads the organisation's numbers anew in the extracts in use, because a register may have changed since the decision.
    /// What an officer settled as a finding of the application no longer holds.</summary>
    internal static async Task<IReadOnlyList<string>> PaymentHoldsAsync(Work work, Guid organisation, Guid application)
    {
        List<string> holds = [];
        foreach (var (register, number) in NumbersOf(await OrganisationAsync(work, organisation)))
        {
            if (register == Register.Charity && !char.IsAsciiDigit(number[0]))
                continue;
            var kind = register == Register.Charity ? ExtractKind.Charity : ExtractKind.Company;
            if (
                await ImportRegister.CurrentAsync(work, kind) is not { } extract
                || RegisterRules.WhyCannotPass(await FactsAsync(work, register, number, extract.Id, extract.ExtractDate)) is not { } why
                || await IsSettledAsync(work, application, register, number)
            )
                continue;
            holds.Add(
                $"{(register == Register.Charity ? "Charity" : "Company")} {number} in the register of {LondonTime.Date(extract.ExtractDate)}: {Sentences.SmallFirst(why)}"
            );
        }
        return holds;
    }

    /// <summary>What a register says about one number, stored nowhere; null when there is no source to look in.</summary>
    internal async Task<RegisterFacts?> LookUpAsync(Register register, string number) => (await AskAsync(register, number)).Facts;

    private bool HasKey(Register register) => register == Register.Charity ? api.HasCharityKey : api.HasCompanyKey;

    /// <param name="patience">How long to wait for a live register; null: as long as its own tries take.</param>
    private async Task<(RegisterFacts? Facts, string? Note)> AskAsync(Register register, string number, TimeSpan? patience = null)
    {
        if (register == Register.Charity && !char.IsAsciiDigit(number[0]))
            return (
                null,
                $"{number} is on the register of {(number.StartsWith("SC", StringComparison.Ordinal) ? "Scotland (OSCR)" : "Northern Ireland (CCNI)")}, which the portal does not read. Look there and record what you saw in the check."
            );
        string? problem = null;
        if (HasKey(register))
        {
            var answer = await AnswerAsync(register, number, patience);
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
        var entry = await db.ReadAsync(work => FactsAsync(work, register, number, extract.Id, extract.ExtractDate));
        // A newer extract replaced it at the same moment, so its entries may be gone already.
        if (
            entry.Name is null
            && await db.ScalarAsync<string>("select State from RegisterImport where Id = @Id", new { extract.Id }) != "Current"
        )
            return await AskAsync(register, number, patience);
        return (entry, problem is null ? null : $"{problem} What is shown is from {entry.Source}.");
    }

    private async Task<RegisterAnswer> AnswerAsync(Register register, string number, TimeSpan? patience)
    {
        var answer = register == Register.Charity ? api.CharityAsync(number) : api.CompanyAsync(number);
        try
        {
            return patience is { } most ? await answer.WaitAsync(most) : await answer;
        }
        catch (TimeoutException)
        {
            return new(null, "it did not answer in time");
        }
    }

    /// <summary>What an extract says about a number, with its other names; without a name when it is not there.</summary>
    private static async Task<RegisterFacts> FactsAsync(Work work, Register register, string number, int import, DateOnly day)
    {
        var source = $"the extract of {LondonTime.Date(day)}";
        if (
            await work.FindOrDefaultAsync<EntryRow>(EntrySql + " where e.ImportId = @import and e.Number = @number", new { import, number })
            is not { } entry
        )
            return new()
            {
                Register = register,
                Number = number,
                Source = source,
                AsOf = day,
            };
        var others = await OtherNamesAsync(work, register, import, [number]);
        return entry.Facts(register, source) with
        {
            AsOf = day,
            OtherNames = others
                .Select(one => one.Name)
                .Where(name => !name.Equals(entry.Name, StringComparison.OrdinalIgnoreCase))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .ToList(),
        };
    }

    private static async Task<IReadOnlyList<OtherNameRow>> OtherNamesAsync(
        Work work,
        Register register,
        int import,
        IReadOnlyList<string> numbers
    )
    {
        // A company's former names come with its own extract, a charity's in a file of their own.
        var from = register == Register.Company ? import : (await ImportRegister.CurrentAsync(work, ExtractKind.OtherNames))?.Id;
        return from is null
            ? []
            : await work.QueryAsync<OtherNameRow>(
                "select Number, Name from RegisterOtherName where ImportId = @from and Number in @numbers order by Number, Position",
                new { from, numbers }
            );
    }

    private static async Task<bool> IsSettledAsync(Work work, Guid application, Register register, string number)
    {
        var start = $"{register} {number}|";
        return (
            await work.QueryAsync<string>(
                "select KeyText from Finding where ApplicationId = @application and Kind = 'RegisterEntry' and Level = 'Against' and IsOpen = 0 and Verdict in ('NoConcern', 'Condition') order by KeyText, Id",
                new { application }
            )
        ).Any(key => key.StartsWith(start, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Entries of the extracts in use whose present, former or other name is like this one; removed ones first, then by
    /// likeness.</summary>
    /// <param name="least">From which likeness (0 to 1).</param>
    internal static async Task<IReadOnlyList<NameFound>> LikeNamesAsync(Work work, string name, double least)
    {
        if (NameMatch.OrganisationKey(name).Length < 3)
            return [];
        var keys = RegisterRules.SearchKeys(name);
        var inUse = await work.QueryAsync<ExtractRow>(
            "select Id, Kind, ExtractDate, Kept from RegisterImport where State = 'Current' and Kind in ('Charity', 'Company', 'OtherNames') order by Kind, Id"
        );
        List<NameFound> found = [];
        foreach (var extract in inUse.Where(row => row.Kind != nameof(ExtractKind.OtherNames)))
        {
            var register = Enum.Parse<Register>(extract.Kind);
            var shared = new Dictionary<string, int>();
            foreach (
                var from in inUse.Where(row =>
                    row.Id == extract.Id || (register == Register.Charity && row.Kind == nameof(ExtractKind.OtherNames))
                )
            )
            {
                var counts = await work.QueryAsync<KeyRow>(
                    "select KeyHash, count(*) as Entries from RegisterKey where ImportId = @Id and KeyHash in @keys group by KeyHash",
                    new { from.Id, keys }
                );
                if (counts.Where(row => row.Entries <= TooCommon).Select(row => row.KeyHash).ToList() is not { Count: > 0 } rare)
                    continue;
                foreach (
                    var number in await work.QueryAsync<string>(
                        "select Number from RegisterKey where ImportId = @Id and KeyHash in @rare",
                        new { from.Id, rare }
                    )
                )
                    shared[number] = shared.GetValueOrDefault(number) + 1;
            }
            foreach (
                var number in await work.QueryAsync<string>(
                    "select Number from RegisterEntry where NameHash = @hash and ImportId = @Id",
                    new { hash = RegisterRules.NameHash(name), extract.Id }
                )
            )
                shared[number] = int.MaxValue;
            var numbers = shared
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Take(MostCompared)
                .Select(pair => pair.Key)
                .ToList();
            if (numbers.Count == 0)
                continue;
            var others = (await OtherNamesAsync(work, register, extract.Id, numbers)).ToLookup(row => row.Number, row => row.Name);
            foreach (
                var entry in await work.QueryAsync<EntryRow>(
                    EntrySql + " where e.ImportId = @Id and e.Number in @numbers",
                    new { extract.Id, numbers }
                )
            )
            {
                var best = others[entry.Number]
                    .Prepend(entry.Name)
                    .Select(theirs => (Name: theirs, Likeness: RegisterRules.SearchLikeness(name, theirs)))
                    .MaxBy(pair => pair.Likeness);
                if (best.Likeness >= least)
                    found.Add(
                        new(
                            entry.Facts(register, $"the extract of {LondonTime.Date(extract.ExtractDate)}") with
                            {
                                AsOf = extract.ExtractDate,
                                OtherNames = others[entry.Number].ToList(),
                            },
                            best.Name,
                            best.Likeness
                        )
                    );
            }
        }
        return found
            .OrderByDescending(one => one.IsEnded)
            .ThenByDescending(one => one.Likeness)
            .ThenBy(one => one.Facts.Number, StringComparer.Ordinal)
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
        select   s.Register, s.Number, s.FactsJson, s.SeenAt, coalesce(p.DisplayName, 'the portal') as SeenBy
        from     RegisterSighting s
        left join Person p on p.Id = s.SeenBy
        where    s.OrganisationId = @OrganisationId
        order by s.SeenAt desc, s.Id
        """;
    private const string EntrySql = """
        select e.Number, e.Name, e.Status, e.RegisteredOn, e.RemovedOn, e.AccountsTo, e.AccountsDueOn, e.Overdue, e.Insolvent, e.AddressLine, e.Town, e.Postcode, e.Income, e.Expenditure, e.LegalForm, e.Dissolving, e.SicCodes, e.Charges
        from   RegisterEntry e
        """;

    private sealed record KeyRow
    {
        public required long KeyHash { get; init; }
        public required int Entries { get; init; }
    }

    private sealed record OtherNameRow
    {
        public required string Number { get; init; }
        public required string Name { get; init; }
    }

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
        public Money? Income { get; init; }
        public Money? Expenditure { get; init; }
        public string? LegalForm { get; init; }
        public bool? Dissolving { get; init; }
        public string? SicCodes { get; init; }
        public int? Charges { get; init; }

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
                Income = Income,
                Expenditure = Expenditure,
                LegalForm = LegalForm,
                IsDissolving = Dissolving,
                SicCodes = SicCodes,
                Charges = Charges,
                Source = source,
            };
    }
}
