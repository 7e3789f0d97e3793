using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Settings;

/// <summary>Sets the days on which reminders are sent. What was sent already is not sent again.</summary>
public sealed class SetReminderDays(Db db, Office office)
{
    /// <summary>As people type them.</summary>
    public sealed record Typed(string? Drafts, string? Assessors, string? Offers, string? AreaReturns, string? Recoveries);

    public Task<Result> RunAsync(Actor actor, int version, Typed typed) =>
        db.ChangeAsync(
            actor,
            AuditAction.ReminderDaysSet,
            OfficeSettings.Reminders.Subject,
            async work =>
            {
                var (drafts, noDrafts) = ReminderDays.Read(typed.Drafts, onlyBefore: true, nameof(typed.Drafts));
                var (assessors, noAssessors) = ReminderDays.Read(typed.Assessors, onlyBefore: true, nameof(typed.Assessors));
                var (offers, noOffers) = ReminderDays.Read(typed.Offers, onlyBefore: false, nameof(typed.Offers));
                var (returns, noReturns) = ReminderDays.Read(typed.AreaReturns, onlyBefore: false, nameof(typed.AreaReturns));
                var (recoveries, noRecoveries) = ReminderDays.Read(typed.Recoveries, onlyBefore: false, nameof(typed.Recoveries));
                if (assessors?.Count > 1)
                    noAssessors = new("Assessors are reminded once: enter one number of days", nameof(typed.Assessors));
                Refusal?[] wrong = [noDrafts, noAssessors, noOffers, noReturns, noRecoveries];
                if (wrong.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
                    return refusals;
                var before = await OfficeSettings.OfAsync(work, OfficeSettings.Reminders);
                var after = new ReminderDays
                {
                    Drafts = drafts!,
                    Assessors = assessors![0],
                    Offers = offers!,
                    AreaReturns = returns!,
                    Recoveries = recoveries,
                };
                return await OfficeSettings.SaveAsync(
                    work,
                    actor,
                    OfficeSettings.Reminders,
                    version,
                    after,
                    new Changes()
                        .Add("Unfinished applications", ReminderDays.InWords(before.Drafts), ReminderDays.InWords(after.Drafts))
                        .Add("Assessors", before.Assessors, after.Assessors)
                        .Add("Offers", ReminderDays.InWords(before.Offers), ReminderDays.InWords(after.Offers))
                        .Add("Areas' returns", ReminderDays.InWords(before.AreaReturns), ReminderDays.InWords(after.AreaReturns))
                        .Add(
                            "Money to be paid back",
                            ReminderDays.InWords(before.Recoveries ?? office.ReminderDays),
                            ReminderDays.InWords(after.Recoveries!)
                        )
                );
            }
        );
}
