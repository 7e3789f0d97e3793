namespace Commissioning.Domain.Monitoring;

public static class CloseOutRules
{
    /// <summary>Null when the closing sum can be proposed to the organisation: every return is in, and no payment is under way
    /// (R75).</summary>
    public static Refusal? WhyCannotPropose(bool accepted, bool alreadyProposed, int returnsOpen, int paymentsOpen)
    {
        if (!accepted)
            return new("The grant was not accepted, so there is nothing to close");
        if (alreadyProposed)
            return new("The close-out has already started");
        if (returnsOpen > 0)
            return new($"{returnsOpen} {(returnsOpen == 1 ? "return is" : "returns are")} not accepted yet");
        return paymentsOpen > 0
            ? new(
                $"{paymentsOpen} {(paymentsOpen == 1 ? "payment is" : "payments are")} on the way. Wait for the bank's result, or refuse payments that are only requested."
            )
            : null;
    }

    public static Refusal? WhyCannotAgree(CloseOutState state) =>
        state.AgreedAt is { } at ? new($"This was agreed at {LondonTime.DateAndTime(at)}") : null;

    /// <summary>The organisation asks for re-use when it agrees to the sum; a person who may decide awards decides it.</summary>
    public static Refusal? WhyCannotDecideReuse(CloseOutState state, Money reuse)
    {
        if (state.ClosedAt is not null)
            return new("The grant is closed");
        if (state.AgreedAt is null)
            return new("The organisation has not agreed the figures yet");
        if (string.IsNullOrEmpty(state.ReuseFor))
            return new("The organisation did not ask to use the money again");
        if (state.ReuseAt is not null)
            return new("This has already been decided");
        return reuse > state.ToReturn - state.Received
            ? new($"Only {state.ToReturn - state.Received} is still to be returned", nameof(reuse))
            : null;
    }

    public static Refusal? WhyCannotReceive(CloseOutState state, Money amount)
    {
        if (state.ClosedAt is not null)
            return new("The grant is closed");
        if (state.AgreedAt is null)
            return new("The organisation has not agreed the figures yet");
        if (amount <= Money.Zero)
            return new("Enter an amount of more than £0.00", nameof(amount));
        return amount > state.Outstanding ? new($"Only {state.Outstanding} is still to be returned", nameof(amount)) : null;
    }

    /// <param name="notReported">Why close-out cannot be proposed now; a recovery may precede the last return.</param>
    public static Refusal? WhyCannotClose(CloseOutState state, Refusal? notReported)
    {
        if (state.ClosedAt is { } at)
            return new($"This grant was closed at {LondonTime.DateAndTime(at)}");
        if (state.AgreedAt is null)
            return new("The organisation has not agreed the figures yet");
        if (!string.IsNullOrEmpty(state.ReuseFor) && state.ReuseAt is null)
            return new("The organisation has asked to use money again, and no one has decided that yet");
        return state.Outstanding > Money.Zero ? new($"{state.Outstanding} is still to be returned") : notReported;
    }
}
