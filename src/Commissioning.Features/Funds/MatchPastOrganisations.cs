using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Which organisations here those of a past round's workbook may be. The portal proposes, by number, name and postcode; a person
/// says.</summary>
public sealed class MatchPastOrganisations(Db db)
{
    /// <summary>The most organisations that are proposed for one of the workbook.</summary>
    public const int MostProposed = 5;

    /// <param name="Why">What they share, such as the same charity number.</param>
    public sealed record Proposal(Guid Id, string Name, string Town, string Why, double Likeness);

    /// <summary>What a person said: which organisation it is; null: a new one.</summary>
    public sealed record Answer
    {
        public required string PlainName { get; init; }
        public Guid? OrganisationId { get; init; }

        /// <summary>Null: a new one.</summary>
        public string? Name { get; init; }
    }

    /// <param name="IsNew">It is none of those that are here.</param>
    /// <param name="Other">The charity number, company number or whole name of another organisation here.</param>
    public sealed record Choice(string Key, Guid? Organisation, bool IsNew, string? Other);

    /// <summary>Saves what a person said about some organisations of the workbook. Those without an answer stay open.</summary>
    /// <param name="organisations">Those of the workbook, so that an answer is about one of them.</param>
    public Task<Result> RunAsync(Actor actor, Guid id, IReadOnlyList<PastOrganisation> organisations, IReadOnlyList<Choice> choices) =>
        db.ChangeAsync(
            actor,
            AuditAction.PastOrganisationsMatched,
            id,
            async work =>
            {
                await work.HoldAsync("PastRound", id);
                if (PastRoundWriting.WhyClosed(await PastRounds.GetAsync(work, id)) is { } closed)
                    return closed;
                var byKey = organisations.ToDictionary(one => one.Key);
                var refusals = new List<Refusal>();
                for (var i = 0; i < choices.Count; i++)
                {
                    var choice = choices[i];
                    if (!byKey.TryGetValue(choice.Key, out var organisation))
                        continue;
                    Guid? found = null;
                    var name = "a new organisation";
                    if (!string.IsNullOrWhiteSpace(choice.Other))
                    {
                        var (other, why) = await FindAsync(work, choice.Other);
                        if (other is null)
                        {
                            refusals.Add(new(why!, Refusal.At(nameof(choices), i, nameof(Choice.Other))));
                            continue;
                        }
                        (found, name) = (other.Id, other.Name);
                    }
                    else if (choice.Organisation is { } one)
                    {
                        name = await work.FindAsync<string>("select Name from Organisation where Id = @one", new { one });
                        found = one;
                    }
                    else if (!choice.IsNew)
                        continue;
                    await work.ExecuteAsync("delete from PastMatch where PastRoundId = @id and PlainName = @Key", new { id, choice.Key });
                    await work.ExecuteAsync(
                        "insert into PastMatch (PastRoundId, PlainName, OrganisationId, DecidedBy, DecidedAt) values (@id, @Key, @found, @By, @Now)",
                        new
                        {
                            id,
                            choice.Key,
                            found,
                            By = actor.Id,
                            work.Now,
                        }
                    );
                    work.Note($"{organisation.Name} is {name}");
                }
                return Result.Of(refusals);
            }
        );

    public static Task<IReadOnlyList<Answer>> AnswersAsync(Work work, Guid id) =>
        work.QueryAsync<Answer>(
            "select m.PlainName, m.OrganisationId, o.Name from PastMatch m left join Organisation o on o.Id = m.OrganisationId where m.PastRoundId = @id order by m.PlainName",
            new { id }
        );

    /// <summary>By the key of the workbook's organisation, the likeliest first; none: nothing here looks like it.</summary>
    internal static async Task<IReadOnlyDictionary<string, IReadOnlyList<Proposal>>> ProposalsAsync(
        Work work,
        IReadOnlyList<PastOrganisation> organisations
    )
    {
        var found = new Dictionary<string, Dictionary<Guid, Proposal>>();
        void Propose(PastOrganisation one, Guid id, string name, string town, string why, double likeness)
        {
            if (!found.TryGetValue(one.Key, out var own))
                found[one.Key] = own = [];
            if (!own.TryGetValue(id, out var before))
                own[id] = new(id, name, town, why, likeness);
            else if (!before.Why.Contains(why, StringComparison.Ordinal))
                own[id] = before with { Why = $"{before.Why}, {why}", Likeness = Math.Max(before.Likeness, likeness) + 1 };
        }
        ILookup<string, PastOrganisation> By(Func<PastOrganisation, string?> key) =>
            organisations.Where(one => key(one) is not null).ToLookup(one => key(one)!);
        var (charities, companies, postcodes) = (By(one => one.CharityNumber), By(one => one.CompanyNumber), By(one => one.Postcode));
        var exact = organisations
            .SelectMany(one => one.Names.Select(name => (Key: PastOrganisation.KeyOf(name), one)))
            .ToLookup(x => x.Key, x => x.one);
        await work.EachAsync<Row>(
            "select Id, Name, CharityNumber, CompanyNumber, Town, Postcode from Organisation where SameAs is null",
            row =>
            {
                if (row.CharityNumber is not null)
                    foreach (var one in charities[row.CharityNumber])
                        Propose(one, row.Id, row.Name, row.Town, "the same charity number", 4);
                if (row.CompanyNumber is not null)
                    foreach (var one in companies[row.CompanyNumber])
                        Propose(one, row.Id, row.Name, row.Town, "the same company number", 4);
                foreach (var one in exact[PastOrganisation.KeyOf(row.Name)])
                    Propose(one, row.Id, row.Name, row.Town, "the same name", 2);
                foreach (var one in postcodes[PostcodeRules.Normalise(row.Postcode)])
                    if (NameMatch.Organisations(one.Name, row.Name) is var likeness and >= NameMatch.WeakLikeness)
                        Propose(one, row.Id, row.Name, row.Town, "the same postcode and a name that is alike", likeness);
                return Task.CompletedTask;
            }
        );
        var alike = organisations
            .SelectMany(one => one.Names.SelectMany(NameMatch.OrganisationKeys).Distinct().Select(key => (Key: Cut(key), one)))
            .ToLookup(pair => pair.Key, pair => pair.one);
        await work.EachAsync<NameRow>(
            """
            select o.Id, o.Name, o.Town, k.KeyText, k.Shown
            from   MatchKey k
            join   Organisation r on r.Id = k.OrganisationId
            join   Organisation o on o.Id = coalesce(r.SameAs, r.Id)
            where  k.Kind = 'Name'
            """,
            row =>
            {
                foreach (var one in alike[row.KeyText])
                    if (NameMatch.Organisations(one.Name, row.Shown) is var likeness and >= NameMatch.OrganisationThreshold)
                        Propose(
                            one,
                            row.Id,
                            row.Name,
                            row.Town,
                            PastOrganisation.KeyOf(one.Name) == PastOrganisation.KeyOf(row.Shown)
                                ? "the same name"
                                : "a name that is alike",
                            likeness
                        );
                return Task.CompletedTask;
            }
        );
        return found.ToDictionary(
            pair => pair.Key,
            pair =>
                (IReadOnlyList<Proposal>)
                    pair
                        .Value.Values.OrderByDescending(one => one.Likeness)
                        .ThenBy(one => one.Name, StringComparer.Ordinal)
                        .ThenBy(one => one.Id)
                        .Take(MostProposed)
                        .ToList()
        );
    }

    private static async Task<(NameOnly? Found, string? Why)> FindAsync(Work work, string typed)
    {
        var text = typed.Trim();
        var found = await work.QueryAsync<NameOnly>(
            "select Id, Name from Organisation where SameAs is null and (lower(Name) = lower(@text) or CharityNumber = @Charity or CompanyNumber = @Company) order by Name, Id",
            new
            {
                text,
                Charity = OrganisationRules.PlainCharityNumber(text),
                Company = OrganisationRules.PlainCompanyNumber(text),
            }
        );
        return found.Count switch
        {
            1 => (found[0], null),
            0 => (null, $"No organisation here has the name or number {text}. Enter its whole name, or its number."),
            _ => (null, $"{found.Count} organisations here have the name or number {text}. Enter the number of one."),
        };
    }

    private static string Cut(string key) => key.Length <= 120 ? key : key[..120];

    private sealed record NameOnly
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }

    private sealed record Row
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public string? CharityNumber { get; init; }
        public string? CompanyNumber { get; init; }
        public required string Town { get; init; }
        public required string Postcode { get; init; }
    }

    private sealed record NameRow
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Town { get; init; }
        public required string KeyText { get; init; }
        public required string Shown { get; init; }
    }
}
