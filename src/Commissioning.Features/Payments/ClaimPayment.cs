using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The request for the payment of an accepted claim.</summary>
internal static class ClaimPayment
{
    /// <summary>Clears the field of a refusal, because the claim's page has no box for the amount or instalment.</summary>
    public static async Task<Result> RequestAsync(Work work, Actor actor, Claims.Claim found, string? whyNotDuplicate)
    {
        var outcome = await RequestPayment.RunAsync(
            work,
            actor,
            found.AwardId,
            found.Amount,
            $"Claim of {LondonTime.Date(found.ClaimedAt)}",
            null,
            found.Id,
            whyNotDuplicate
        );
        return outcome.FirstRefusal is { Field: not (nameof(DuplicatePayment.NotDuplicate) or nameof(whyNotDuplicate)) } refusal
            ? refusal with
            {
                Field = null,
            }
            : outcome;
    }
}
