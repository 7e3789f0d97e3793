using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features;

/// <summary>How often one person may do what sends e-mail to others and can be done again and again. Invitations and sign-in links have
/// limits of their own. It is counted by person and not by organisation: somebody who uses it up must not stop a colleague who puts things
/// right.</summary>
internal static class EmailLimit
{
    /// <summary>Within a day (default, not OPCC policy).</summary>
    public const int MostInADay = 20;

    /// <param name="actions">What counts as the same, by the audit trail.</param>
    public static async Task<Refusal?> WhyTooManyAsync(Work work, Actor actor, params AuditAction[] actions)
    {
        var times = new List<DateTime>();
        foreach (var action in actions)
            times.AddRange(
                await work.QueryAsync<DateTime>(
                    "select At from AuditEntry where ActorId = @Id and Action = @action and At > @Since",
                    new
                    {
                        actor.Id,
                        action,
                        Since = work.Now.AddDays(-1),
                    }
                )
            );
        return times.Count < MostInADay
            ? null
            : new(
                $"You have done this {MostInADay} times within a day, and others had an e-mail each time. You can do it again after {LondonTime.DateAndTime(times.Order().ElementAt(times.Count - MostInADay).AddDays(1))}."
            );
    }
}
