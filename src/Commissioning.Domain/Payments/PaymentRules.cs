namespace Commissioning.Domain.Payments;

/// <summary>Batched: in a file for the bank. Failed and Returned money may be asked for again.</summary>
public enum PaymentStatus { Requested, Approved, Refused, Batched, Paid, Failed, Returned }

public static class PaymentRules
{
    /// <summary>Null when a payment of this amount may be requested. Requested and approved payments together never pass the award.</summary>
    public static Refusal? WhyCannotRequest(Money amount, Money award, Money requestedOrPaid, bool accepted, string field)
    {
        if (!accepted) return new("The applicant has not accepted this grant yet, so nothing can be paid");
        if (amount <= Money.Nil) return new("Enter an amount of more than £0.00", field);
        var left = award - requestedOrPaid;
        if (amount > left) return new($"Only {left} of the award of {award} is left to pay", field);
        return null;
    }

    /// <summary>The person who requested a payment does not approve it (R70).</summary>
    public static Refusal? WhyCannotDecide(PaymentStatus status, Guid requestedBy, Guid decider)
    {
        if (status != PaymentStatus.Requested) return new($"This payment was already {status.ToString().ToLowerInvariant()}");
        if (requestedBy == decider) return new("You requested this payment, so somebody else must approve it");
        return null;
    }
}
