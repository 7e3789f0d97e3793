using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Settings;

/// <summary>Adds a kind of organisation, or changes one. Organisations and rounds follow to a new name; what was sent, and the trail, keep
/// the old one.</summary>
public sealed class SaveOrganisationKind(Db db)
{
    /// <param name="version">Of the list that the officer saw.</param>
    /// <param name="typed">Without a code: a new one.</param>
    public Task<Result> RunAsync(Actor actor, int version, OrganisationKind typed) =>
        db.ChangeAsync(
            actor,
            AuditAction.OrganisationKindSaved,
            OfficeSettings.Kinds.Subject,
            async work =>
            {
                var kinds = await OfficeSettings.KindsAsync(work);
                var before = kinds.All.FirstOrDefault(kind => kind.Code == typed.Code && typed.Code.Length > 0);
                if (before is null && typed.Code.Length > 0)
                    throw new NotFoundException("No such kind of organisation");
                var after = Plain(typed) with
                {
                    Code = before?.Code ?? FreeCode(typed.Name, kinds),
                    FormerNames =
                        before is null ? []
                        : before.Name == typed.Name.Trim() ? before.FormerNames
                        : [.. before.FormerNames.Where(name => name != typed.Name.Trim()), before.Name],
                };
                if (OrganisationKindRules.WhyWrong(after, kinds) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                if (
                    before is { IsClosed: false }
                    && OrganisationKindRules.WhyCannotClose(after, (await OrganisationKindQueries.UseAsync(work, before)).Open) is { } live
                )
                    return live;
                IReadOnlyList<OrganisationKind> all = before is null
                    ? [.. kinds.All, after]
                    : kinds.All.Select(kind => kind.Code == after.Code ? after : kind).ToList();
                var saved = await OfficeSettings.SaveAsync(work, actor, OfficeSettings.Kinds, version, all, Fields(before, after));
                if (saved.IsDone && before is not null && before.Name != after.Name)
                    await FollowAsync(work, before.Name, after.Name);
                return saved;
            }
        );

    private static OrganisationKind Plain(OrganisationKind typed) =>
        typed with
        {
            Name = typed.Name.Trim(),
            Note = typed.Note.Trim().ReplaceLineEndings("\n"),
            DocumentsNotNeeded = typed
                .DocumentsNotNeeded.Select(name => name.Trim())
                .Where(name => name.Length > 0)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .ToList(),
        };

    private static string FreeCode(string name, OrganisationKinds kinds)
    {
        var code = OrganisationKinds.CodeOf(name) is { Length: > 0 } plain ? plain : "kind";
        // "new" is the page that adds one. A code is not used again, even for a kind that the portal had at first.
        return Enumerable
            .Range(1, OrganisationKindRules.Most + OrganisationKinds.Default.All.Count + 2)
            .Select(i => i == 1 ? code : $"{code}-{i}")
            .First(free => free != "new" && kinds.All.Concat(OrganisationKinds.Default.All).All(kind => kind.Code != free));
    }

    /// <summary>The rows that name the kind.</summary>
    private static async Task FollowAsync(Work work, string before, string now)
    {
        var organisations = await work.ExecuteAsync("update Organisation set Kind = @now where Kind = @before", new { before, now });
        foreach (var round in await OrganisationKindQueries.RoundsAsync(work))
        {
            if (round.Kinds.Contains(before))
                await work.ExecuteAsync(
                    "update Round set EligibleKinds = @kinds where Id = @Id",
                    new { round.Id, kinds = string.Join('\n', Renamed(round.Kinds)) }
                );
            foreach (var document in round.Documents.Where(document => document.Settings.NotNeededFrom.Contains(before)))
                await work.ExecuteAsync(
                    "update DocumentKind set Settings = @Settings where Id = @Id",
                    new { document.Id, Settings = document.Settings with { NotNeededFrom = Renamed(document.Settings.NotNeededFrom) } }
                );
        }
        foreach (var award in await work.QueryAsync<Guid>("select AwardId from AwardFigure where Kind = @before", new { before }))
            await AwardTotals.RefreshAsync(work, award);
        work.Note($"{organisations:N0} {(organisations == 1 ? "organisation" : "organisations")} changed with it");

        List<string> Renamed(IReadOnlyList<string> names) => names.Select(name => name == before ? now : name).ToList();
    }

    private static Changes Fields(OrganisationKind? before, OrganisationKind after) =>
        new Changes(isNew: before is null)
            .Add(before is null ? "New kind" : $"Name of {before.Name}", before?.Name, after.Name)
            .Add($"{after.Name} may apply by itself", before?.MayApply, after.MayApply)
            .Add($"Number of {after.Name}", Words(before?.Number), Words(after.Number))
            .Add($"Share that others pay for {after.Name}, in per cent", before?.MatchPercent, after.MatchPercent)
            .Add($"Accounts of {after.Name}", Words(before?.Accounts), Words(after.Accounts))
            .Add($"Documents that {after.Name} need not send", before?.DocumentsNotNeeded ?? [], after.DocumentsNotNeeded)
            .Add($"{after.Name} needs two signatories", before?.NeedsTwoSignatories, after.NeedsTwoSignatories)
            .Add($"What {after.Name} reads", before?.Note, after.Note)
            .Add($"{after.Name} is closed", before?.IsClosed, after.IsClosed);

    private static string? Words(Enum? value) => value is null ? null : Changes.Words(value);
}
