using Commissioning.Domain.Applications;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Keys for finding an organisation, its people and an application's text among thousands. They are derived from other records, so
/// writing them is housekeeping.</summary>
public sealed class MatchIndex(Db db)
{
    private const int AtOnce = 200;

    /// <summary>Hashes that a passage of some forty words shares.</summary>
    private const int LikelyPrints = 6;

    /// <summary>Indexes a new application: its organisation and its text.</summary>
    /// <returns>The hash of the copy whose text it is.</returns>
    public async Task<string?> AddAsync(Guid application)
    {
        var (organisation, sha256, sketch) = await db.ReadAsync(async work =>
        {
            var view = await SubmittedCopy.GetAsync(work, application);
            return (view.Application.OrganisationId, view.Application.CopySha256, TextOverlap.Sketch(PartsOf(view.Copy)));
        });
        await OrganisationAsync(organisation);
        await db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("delete from TextFingerprint where ApplicationId = @application", new { application });
            await work.ExecuteAsync(
                "insert into TextFingerprint (Hash, ApplicationId) values (@Hash, @application)",
                sketch.Select(hash => new { Hash = hash, application })
            );
            // Whose text this application repeats arrived before it, and is compared with it too.
            return await work.ExecuteAsync(
                """
                update CheckPlan
                set    FoundAt = null
                where  ApplicationId in (
                           select   m.ApplicationId
                           from     TextFingerprint t
                           join     TextFingerprint m on m.Hash = t.Hash
                           where    t.ApplicationId = @application and m.ApplicationId <> @application
                           group by m.ApplicationId
                           having   count(*) >= @LikelyPrints
                       )
                """,
                new { application, LikelyPrints }
            );
        });
        return sha256;
    }

    /// <summary>Indexes organisations whose details changed since they were indexed.</summary>
    public async Task RefreshAsync(CancellationToken stopping = default)
    {
        var changed = await db.QueryAsync<Guid>(ChangedSql);
        foreach (var organisation in changed.Take(AtOnce).TakeWhile(_ => !stopping.IsCancellationRequested))
            await OrganisationAsync(organisation);
    }

    /// <summary>The job indexes every organisation with a number again, since a register may have other names for it now.</summary>
    internal static Task RegisterNamesChangedAsync(Work work) =>
        work.ExecuteAsync(
            "update MatchIndexed set OrganisationVersion = 0 where OrganisationId in (select o.Id from Organisation o where o.CharityNumber is not null or o.CompanyNumber is not null)"
        );

    public Task OrganisationAsync(Guid organisation) =>
        db.HousekeepAsync(async work =>
        {
            // Another node may index it at the same moment.
            await work.HoldAsync("Organisation", organisation);
            await IndexAsync(work, organisation);
            return 1;
        });

    /// <summary>Part of a change or of housekeeping: makes the organisation's keys anew. A new one is found from its first
    /// moment.</summary>
    internal static async Task IndexAsync(Work work, Guid organisation)
    {
        var (source, versions) = await SourceAsync(work, organisation);
        await work.ExecuteAsync("delete from MatchKey where OrganisationId = @organisation", new { organisation });
        await work.ExecuteAsync(
            "insert into MatchKey (Kind, KeyText, OrganisationId, Shown) values (@Kind, @Text, @organisation, @Shown)",
            CrossCheckRules
                .KeysOf(source)
                .Select(key => new
                {
                    key.Kind,
                    key.Text,
                    organisation,
                    key.Shown,
                })
        );
        await SyncFindings.MarkStaleAsync(work, organisation);
        await work.ExecuteAsync("delete from MatchIndexed where OrganisationId = @organisation", new { organisation });
        await work.ExecuteAsync(
            "insert into MatchIndexed (OrganisationId, OrganisationVersion, ProfileVersion) values (@organisation, @Version, @ProfileVersion)",
            new
            {
                organisation,
                versions.Version,
                versions.ProfileVersion,
            }
        );
    }

    /// <summary>Answers in the applicant's own words; predefined choices show nothing, and many share the text of a policy.</summary>
    internal static IReadOnlyList<TextPart> PartsOf(ApplicationCopy copy) =>
        [
            .. copy
                .Answers.Where(answer =>
                    answer.Rows is null && !string.IsNullOrWhiteSpace(answer.Answer) && !CopiedTextRules.IsPolicy(answer.Question)
                )
                .Select(answer => new TextPart(answer.Question, answer.Answer!)),
            .. string.IsNullOrWhiteSpace(copy.Summary) ? [] : new[] { new TextPart("Summary", copy.Summary) },
        ];

    /// <summary>The organisation's current details for matching.</summary>
    internal static async Task<(MatchSource Source, Versions Versions)> SourceAsync(Work work, Guid organisation)
    {
        var id = new { organisation };
        var details = await work.FindAsync<OrganisationDetails>(
            "select Name, Kind, CharityNumber, CompanyNumber, AddressLine, Town, Postcode, Area, Phone from Organisation where Id = @organisation",
            id
        );
        var members = await work.QueryAsync<MemberRow>(
            "select p.DisplayName, p.Email from OrganisationMember m join Person p on p.Id = m.PersonId where m.OrganisationId = @organisation",
            id
        );
        var profile = await OrganisationProfiles.AnswersAsync(work, organisation);
        var contacts = new[] { "contact", "second-contact" }.Select(code => profile.GetValueOrDefault(code, "").Split('\n')).ToList();
        var people = contacts
            .Select(lines => lines[0])
            .Concat(FirstCells("committee"))
            .Concat(FirstCells("signatories"))
            .Concat(members.Select(row => row.DisplayName));
        var emails = contacts
            .SelectMany(lines => lines)
            .Where(line => line.Contains('@', StringComparison.Ordinal))
            .Concat(members.Select(row => row.Email));
        var telephones = contacts
            .SelectMany(lines => lines.Skip(2))
            .Where(line => CrossCheckRules.PhoneKey(line) is not null && !line.Contains('@', StringComparison.Ordinal));
        var bank = await work.QueryAsync<string>(
            // Every account ever given: a refused or replaced one is found again as well.
            "select distinct AccountHash from BankDetails where OrganisationId = @organisation order by AccountHash",
            id
        );
        return (
            new(
                details,
                emails.ToList(),
                telephones.ToList(),
                people
                    .Select(name => name.Trim())
                    .Where(name => name.Length > 0)
                    .Select(name => name.Length > 300 ? name[..299] : name)
                    .Distinct()
                    .ToList(),
                bank
            )
            {
                OtherNames =
                [
                    .. await RegisterSearches.NamesAsync(work, organisation),
                    .. await work.QueryAsync<string>(
                        "select Name from OrganisationEarlierName where OrganisationId = @organisation order by Name",
                        id
                    ),
                ],
                Linked = OrganisationProfile.Linked(profile),
            },
            await work.FindAsync<Versions>(
                "select o.Version, coalesce(p.Version, 0) as ProfileVersion from Organisation o left join OrganisationProfile p on p.OrganisationId = o.Id where o.Id = @organisation",
                id
            )
        );

        IEnumerable<string> FirstCells(string code) =>
            AnswerRules.Rows(profile.GetValueOrDefault(code)).Select(row => row.FirstOrDefault() ?? "");
    }

    private const string ChangedSql = """
        select    i.OrganisationId
        from      MatchIndexed i
        join      Organisation o on o.Id = i.OrganisationId
        left join OrganisationProfile p on p.OrganisationId = i.OrganisationId
        where     i.OrganisationVersion <> o.Version or i.ProfileVersion <> coalesce(p.Version, 0)
        """;

    internal sealed record Versions
    {
        public required int Version { get; init; }
        public required int ProfileVersion { get; init; }
    }

    private sealed record MemberRow
    {
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }
}
