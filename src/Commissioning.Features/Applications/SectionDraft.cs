using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Versions of the sections of a draft. They detect two tabs saving the same section, while people on different sections do not
/// conflict.</summary>
public static class SectionDraft
{
    /// <param name="Typed">The section as typed; null when all of it was read.</param>
    public sealed record Saved(int Version, DateTime? SavedAt, string? Typed);

    internal static async Task<Saved> FindAsync(Work work, Guid application, Section section) =>
        (await SavedAsync(work, application)).GetValueOrDefault(section.Key) ?? new(0, null, null);

    /// <summary>Every section that was saved, by its key.</summary>
    internal static async Task<IReadOnlyDictionary<string, Saved>> SavedAsync(Work work, Guid application) =>
        (
            await work.QueryAsync<Row>(
                "select Section, Version, SavedAt, Typed from ApplicationSection where ApplicationId = @application",
                new { application }
            )
        ).ToDictionary(row => row.Section, row => new Saved(row.Version, row.SavedAt, row.Typed));

    /// <summary>What was typed in the draft and cannot be read yet.</summary>
    internal static async Task<IReadOnlyList<Gap>> UnreadAsync(Work work, Guid application)
    {
        var saved = await SavedAsync(work, application);
        IEnumerable<Gap> Of(Section section, Func<string, IReadOnlyList<Refusal>> why) =>
            saved.GetValueOrDefault(section.Key)?.Typed is { } typed ? why(typed).Select(refusal => new Gap(section, refusal)) : [];
        return
        [
            .. Of(Section.Project, json => TypedProject.FromJson(json).WhyUnread()),
            .. Of(Section.Budget, json => TypedBudget.FromJson(json).WhyUnread()),
            .. Of(Section.Outcomes, json => TypedOutcomes.FromJson(json).WhyUnread()),
        ];
    }

    /// <summary>Characters of a section as typed.</summary>
    private const int Longest = 200_000;

    /// <summary>Null when this person may save the section, whose new version is then written; otherwise why not.</summary>
    /// <param name="typed">The section as typed, while something of it cannot be read.</param>
    internal static async Task<Refusal?> WhyCannotSaveAsync(
        Work work,
        Actor actor,
        Guid application,
        Section section,
        int version,
        string? typed = null
    )
    {
        if (typed?.Length > Longest)
            return new("This is far too long to save. Cut it to a few pages.");
        var row = new
        {
            application,
            section.Key,
            version,
            Person = actor.Id,
            typed,
            work.Now,
        };
        if (await work.ExecuteAsync(version > 0 ? UpdateSql : InsertSql, row) == 1)
        {
            work.Note(section.Title);
            return null;
        }
        // Nothing was written, so find out why; only now, because it is rare.
        var state = await work.FindAsync<State>(StateSql, row);
        if (
            ApplicationRules.WhyCannotChange(
                await RoundReader.GetAsync(work, state.RoundId),
                state.Status,
                state.Channel,
                state.ClosesAt,
                work.Now
            ) is
            { } refusal
        )
            return refusal;
        var other = await work.FindAsync<OtherEditor>(OtherSql, row);
        return new(
            $"{(other.Id == actor.Id ? "You" : other.DisplayName)} saved this part at {LondonTime.DateAndTime(other.SavedAt)}, after you opened this page. What you typed is below and is not saved yet. Compare it with what is saved, then save again."
        );
    }

    private const string StateSql = $"""
        select a.Status, a.RoundId, a.Channel, a.ClosesAt
        from   Application a
        where  a.Id = @application and {ApplicationReader.IsMineSql}
        """;

    // One statement checks ownership and closing time and takes the version, so neither can change in between.
    private const string MineAndOpenSql = $"""
        from   Application a
        join   Round r on r.Id = a.RoundId
        where  a.Id = @application and a.Status = 'Draft' and r.WithdrawnAt is null and (r.ClosesAt >= @Now or a.ClosesAt >= @Now or (a.Channel <> 'Online' and r.ThresholdSetAt is null)) and {ApplicationReader.IsMineSql}
        """;
    private const string UpdateSql = $"""
        update ApplicationSection
        set    Version = Version + 1, SavedAt = @Now, SavedBy = @Person, Typed = @typed
        where  ApplicationId = @application and Section = @Key and Version = @version and exists (select 1 {MineAndOpenSql})
        """;
    private const string InsertSql = $"""
        insert into ApplicationSection (ApplicationId, Section, Version, SavedAt, SavedBy, Typed)
        select a.Id, @Key, 1, @Now, @Person, @typed
        {MineAndOpenSql} and not exists (select 1 from ApplicationSection s where s.ApplicationId = a.Id and s.Section = @Key)
        """;
    private const string OtherSql = """
        select s.SavedAt, p.Id, p.DisplayName
        from   ApplicationSection s
        join   Person p on p.Id = s.SavedBy
        where  s.ApplicationId = @application and s.Section = @Key
        """;

    private sealed record Row
    {
        public required string Section { get; init; }
        public required int Version { get; init; }
        public required DateTime SavedAt { get; init; }
        public string? Typed { get; init; }
    }

    private sealed record State
    {
        public required ApplicationStatus Status { get; init; }
        public required Guid RoundId { get; init; }
        public required Channel Channel { get; init; }
        public DateTime? ClosesAt { get; init; }
    }

    private sealed record OtherEditor
    {
        public required DateTime SavedAt { get; init; }
        public required Guid Id { get; init; }
        public required string DisplayName { get; init; }
    }
}
