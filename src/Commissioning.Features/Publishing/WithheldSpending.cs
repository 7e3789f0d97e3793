using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>The name of a payment's recipient is withheld from now on: a released file that has it gets a version without it at once. Words
/// that would give it away were refused before.</summary>
internal static class WithheldSpending
{
    public static async Task TakeOutAsync(Work work, Actor actor, SpendingDesk.Payment payment)
    {
        if ((await ReleaseSteps.StandingAsync(work, ReleaseKind.Spending, payment.Month)).Released is not { } released)
            return;
        var before = await Releases.LinesAsync(work, released.Id);
        if (before.All(line => line.Award != payment.Id))
            return;
        var lines = before
            .Where(line => line.Award != payment.Id)
            .Concat(payment.Missing.Count == 0 ? [SpendingDesk.LineOf(payment)] : [])
            .OrderBy(line => line.Reference, StringComparer.Ordinal)
            .ToList();
        await ReleaseSteps.WithholdAsync(work, actor, ReleaseKind.Spending, released, lines, SpendingDesk.Write(lines));
    }
}
