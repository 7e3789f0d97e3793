namespace Commissioning.Domain.Monitoring;

public static class CloseOutRules
{
    /// <summary>Null when the last sum can be put to the organisation: everything is reported, and no payment is on its way (R75).</summary>
    public static Refusal? WhyCannotPropose(bool accepted, bool alreadyProposed, int returnsOpen, int paymentsOpen)
    {
        if (!accepted)
            return new("The grant was not accepted, so there is nothing to close");
        if (alreadyProposed)
            return new("The close-out was begun already");
        if (returnsOpen > 0)
            return new($"{returnsOpen} {(returnsOpen == 1 ? "return is" : "returns are")} not accepted yet");
        return paymentsOpen > 0
            ? new(
                $"{paymentsOpen} {(paymentsOpen == 1 ? "payment is" : "payments are")} on the way. Wait for the bank's result, or refuse what is only asked for."
            )
            : null;
    }

    public static Refusal? WhyCannotAgree(CloseOutState state) =>
        state.AgreedAt is { } at ? new($"This was agreed at {LondonTime.DateAndTime(at)}") : null;

    /// <summary>Re-use is asked for by the organisation when it agrees, and decided by somebody who may decide awards.</summary>
    public static Refusal? WhyCannotDecideReuse(CloseOutState state, Money reuse)
    {
        if (state.ClosedAt is not null)
            return new("The grant is closed");
        if (state.AgreedAt is null)
            return new("The organisation has not agreed the figures yet");
        if (string.IsNullOrEmpty(state.ReuseFor))
            return new("The organisation did not ask to use the money again");
        if (state.ReuseAt is not null)
            return new("This was decided already");
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

    /// <param name="notReported">Why the award could not be put to the organisation now: a recovery may come before its last return.</param>
    public static Refusal? WhyCannotClose(CloseOutState state, Refusal? notReported)
    {
        if (state.ClosedAt is { } at)
            return new($"This grant was closed at {LondonTime.DateAndTime(at)}");
        if (state.AgreedAt is null)
            return new("The organisation has not agreed the figures yet");
        if (!string.IsNullOrEmpty(state.ReuseFor) && state.ReuseAt is null)
            return new("The organisation asks to use money again, and nobody has decided that yet");
        return state.Outstanding > Money.Zero ? new($"{state.Outstanding} is still to be returned") : notReported;
    }
}
