using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Versions of the sections of a draft. They detect two tabs saving the same section, while people on different sections do not
/// conflict.</summary>
internal static class SectionDraft
{
    public static async Task<int> VersionAsync(Work work, Guid application, Section section) =>
        await work.ScalarAsync<int?>(
            "select Version from ApplicationSection where ApplicationId = @application and Section = @Key",
            new { application, section.Key }
        ) ?? 0;

    /// <summary>Null when this person may save the section, whose new version is then written; otherwise why not.</summary>
    public static async Task<Refusal?> WhyCannotSaveAsync(Work work, Actor actor, Guid application, Section section, int version)
    {
        var row = new
        {
            application,
            section.Key,
            version,
            Person = actor.Id,
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
        set    Version = Version + 1, SavedAt = @Now, SavedBy = @Person
        where  ApplicationId = @application and Section = @Key and Version = @version and exists (select 1 {MineAndOpenSql})
        """;
    private const string InsertSql = $"""
        insert into ApplicationSection (ApplicationId, Section, Version, SavedAt, SavedBy)
        select a.Id, @Key, 1, @Now, @Person
        {MineAndOpenSql} and not exists (select 1 from ApplicationSection s where s.ApplicationId = a.Id and s.Section = @Key)
        """;
    private const string OtherSql = """
        select s.SavedAt, p.Id, p.DisplayName
        from   ApplicationSection s
        join   Person p on p.Id = s.SavedBy
        where  s.ApplicationId = @application and s.Section = @Key
        """;

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
