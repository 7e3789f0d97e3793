using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Settings;

/// <summary>The settings that the office changes on pages of their own, and what holds.</summary>
public static class SettingQueries
{
    /// <param name="Does">What it changes, in a sentence.</param>
    /// <param name="Holds">What holds now.</param>
    /// <param name="SetBy">Null: nobody has set it, and the portal's default holds.</param>
    public sealed record Line(string Title, string Href, string Does, string Holds, string? SetBy, DateTime? SetAt);

    public static async Task<IReadOnlyList<Line>> ListAsync(Work work, Office office)
    {
        var kinds = await OfficeSettings.CurrentAsync(work, OfficeSettings.Kinds);
        var profile = await OfficeSettings.CurrentAsync(work, OfficeSettings.Profile);
        var equality = await OfficeSettings.CurrentAsync(work, OfficeSettings.Equality);
        var reminders = await OfficeSettings.CurrentAsync(work, OfficeSettings.Reminders);
        var points = await OfficeSettings.CurrentAsync(work, OfficeSettings.Safeguarding);
        var limits = await OfficeSettings.CurrentAsync(work, OfficeSettings.Limits);
        return
        [
            Of(
                "Kinds of organisation",
                Links.Settings.Kinds,
                "Who can apply, and what each kind must send and pay itself.",
                string.Join(", ", kinds.Value.Where(kind => !kind.IsClosed).Select(kind => kind.Name)),
                kinds
            ),
            Of(
                "Questions about the organisation",
                Links.Settings.Profile,
                "What every organisation says once about itself, and who is asked.",
                $"{profile.Value.Count(one => one.IsAsked)} of {profile.Value.Count} questions are asked",
                profile
            ),
            Of(
                "Equality questions",
                Links.Settings.Equality,
                "What applicants may say about the people that their projects reach.",
                $"{equality.Value.Count(one => !one.IsClosed)} questions",
                equality
            ),
            Of(
                "Reminder days",
                Links.Settings.Reminders,
                "When people are reminded of what they have not done yet.",
                $"Unfinished applications: {ReminderDays.AroundInWords(reminders.Value.Drafts.Select(day => -day).ToList())}. Assessors: {ReminderDays.AroundInWords([-reminders.Value.Assessors])}. Offers: {ReminderDays.AroundInWords(reminders.Value.Offers)}. Areas' returns: {ReminderDays.AroundInWords(reminders.Value.AreaReturns)} (working days). Money to be paid back: {ReminderDays.AroundInWords(reminders.Value.Recoveries ?? office.ReminderDays)}.",
                reminders
            ),
            Of(
                "Safeguarding evidence",
                Links.Settings.Safeguarding,
                "What officers look for, by whom a project reaches.",
                $"{points.Value.Count(point => !point.IsClosed)} points",
                points
            ),
            Of(
                "Time limits",
                Links.Settings.Limits,
                "How long a document is offered again, and how long people have to answer.",
                $"Documents {limits.Value.DocumentMonths} months; recoveries {limits.Value.RecoveryAnswerDays} working days; areas' returns {limits.Value.PutRightDays} working days",
                limits
            ),
        ];
    }

    private static Line Of<T>(string title, string href, string does, string holds, OfficeSettings.Current<T> current) =>
        new(title, href, does, holds, current.SetBy, current.SetAt);
}
