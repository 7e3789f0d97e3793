using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features;

/// <summary>What the office sets on its settings pages. Each is read where it is needed, in the transaction that needs it, so every node
/// sees a change at once. Every version is kept.</summary>
public static class OfficeSettings
{
    public static readonly OfficeSetting<IReadOnlyList<OrganisationKind>> Kinds = new(
        "OrganisationKinds",
        new("5e770000-0000-4000-8000-000000000001"),
        OrganisationKinds.Default.All
    );
    public static readonly OfficeSetting<IReadOnlyList<ProfileSetting>> Profile = new(
        "Profile",
        new("5e770000-0000-4000-8000-000000000002"),
        OrganisationProfile.DefaultSettings
    );
    public static readonly OfficeSetting<IReadOnlyList<EqualityQuestion>> Equality = new(
        "EqualityQuestions",
        new("5e770000-0000-4000-8000-000000000003"),
        EqualityRules.DefaultQuestions
    );
    public static readonly OfficeSetting<ReminderDays> Reminders = new(
        "ReminderDays",
        new("5e770000-0000-4000-8000-000000000004"),
        ReminderDays.Default
    );
    public static readonly OfficeSetting<IReadOnlyList<SafeguardingPoint>> Safeguarding = new(
        "SafeguardingPoints",
        new("5e770000-0000-4000-8000-000000000005"),
        SafeguardingRules.DefaultPoints
    );
    public static readonly OfficeSetting<TimeLimits> Limits = new(
        "TimeLimits",
        new("5e770000-0000-4000-8000-000000000006"),
        TimeLimits.Default
    );

    /// <param name="Version">0: nobody has set it, and the default holds.</param>
    public sealed record Current<T>(T Value, int Version, DateTime? SetAt, string? SetBy);

    /// <summary>A version of a setting, as its history shows it.</summary>
    public sealed record Past
    {
        public required int Version { get; init; }
        public required string Changes { get; init; }
        public required string SetBy { get; init; }
        public required DateTime SetAt { get; init; }
    }

    public static async Task<T> OfAsync<T>(Work work, OfficeSetting<T> setting) =>
        Read(setting, await work.FindOrDefaultAsync<string>(ValueSql, new { setting.Name }));

    /// <summary>What held at a moment.</summary>
    public static async Task<T> AtAsync<T>(Work work, OfficeSetting<T> setting, DateTime at) =>
        Read(
            setting,
            await work.FindOrDefaultAsync<string>(
                "select SetValue from OfficeSetting where Name = @Name and Version = (select max(s.Version) from OfficeSetting s where s.Name = @Name and s.SetAt <= @at)",
                new { setting.Name, at }
            )
        );

    public static async Task<Current<T>> CurrentAsync<T>(Work work, OfficeSetting<T> setting)
    {
        var row = await work.FindOrDefaultAsync<Row>(CurrentSql, new { setting.Name });
        return new(Read(setting, row?.SetValue), row?.Version ?? 0, row?.SetAt, row?.SetBy);
    }

    /// <summary>The versions of a setting, the newest first.</summary>
    public static Task<IReadOnlyList<Past>> HistoryAsync(Work work, string name) =>
        work.QueryAsync<Past>(
            "select s.Version, s.Changes, p.DisplayName as SetBy, s.SetAt from OfficeSetting s join Person p on p.Id = s.SetBy where s.Name = @name order by s.Version desc",
            new { name }
        );

    public static async Task<OrganisationKinds> KindsAsync(Work work) => new(await OfAsync(work, Kinds));

    /// <summary>The kind of an organisation; null when it is not known.</summary>
    public static async Task<OrganisationKind?> KindOfAsync(Work work, Guid organisation) =>
        (await KindsAsync(work)).Find(
            await work.ScalarAsync<string>("select Kind from Organisation where Id = @organisation", new { organisation })
        );

    /// <summary>What an organisation is asked about itself.</summary>
    public static async Task<ProfileForm> ProfileOfAsync(Work work, Guid organisation) =>
        ProfileForm.Of(await OfAsync(work, Profile), await KindOfAsync(work, organisation));

    /// <summary>Days from the day of an invoice for money to be paid back on which the payer is reminded.</summary>
    public static async Task<IReadOnlyList<int>> RecoveryDaysAsync(Work work, Office office) =>
        (await OfAsync(work, Reminders)).Recoveries ?? office.ReminderDays;

    /// <summary>Writes a version. Refused when somebody else wrote one since this one was read.</summary>
    /// <param name="version">The version that the person saw.</param>
    internal static async Task<Result> SaveAsync<T>(Work work, Actor actor, OfficeSetting<T> setting, int version, T value, Changes changes)
    {
        if (!changes.Any)
            return Result.Done;
        var words = changes.ToString();
        var written = await work.ExecuteAsync(
            "insert into OfficeSetting (Name, Version, SetValue, Changes, SetBy, SetAt) select @Name, @Next, @SetValue, @words, @By, @Now where not exists (select 1 from OfficeSetting where Name = @Name and Version > @version)",
            new
            {
                setting.Name,
                Next = version + 1,
                SetValue = JsonSerializer.Serialize(value),
                words,
                By = actor.Id,
                work.Now,
                version,
            }
        );
        if (written == 0)
            return WhyChangedMeanwhile((await CurrentAsync(work, setting)).SetBy);
        work.Note(words);
        return Result.Done;
    }

    /// <param name="by">Who set what holds now.</param>
    public static Refusal WhyChangedMeanwhile(string? by) =>
        new($"{by ?? "A colleague"} changed this setting while you had it open. Check it below, and save again to replace it with yours.");

    private static T Read<T>(OfficeSetting<T> setting, string? stored) =>
        stored is null ? setting.Default : JsonSerializer.Deserialize<T>(stored)!;

    private const string ValueSql =
        "select SetValue from OfficeSetting where Name = @Name and Version = (select max(s.Version) from OfficeSetting s where s.Name = @Name)";

    private const string CurrentSql = """
        select s.SetValue, s.Version, s.SetAt, p.DisplayName as SetBy
        from   OfficeSetting s
        join   Person p on p.Id = s.SetBy
        where  s.Name = @Name and s.Version = (select max(x.Version) from OfficeSetting x where x.Name = @Name)
        """;

    private sealed record Row
    {
        public required string SetValue { get; init; }
        public required int Version { get; init; }
        public required DateTime SetAt { get; init; }
        public required string SetBy { get; init; }
    }
}
