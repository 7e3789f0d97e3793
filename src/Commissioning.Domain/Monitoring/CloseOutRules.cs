namespace Commissioning.Domain.Monitoring;

public static class CloseOutRules
{
    /// <summary>Null when the closing figures can be put to the organisation: the project is over, every return is accepted and agrees with
    /// the claims, no payment is under way, and the certificate of use is accepted where one is owed (R75).</summary>
    public static Refusal? WhyCannotPropose(CloseOutReadiness ready, bool alreadyProposed, DateOnly today)
    {
        if (!ready.Accepted)
            return new("The grant was not accepted, so there is nothing to close");
        if (alreadyProposed)
            return new("The close-out has already started");
        if (ready.EndedAt is null && today < ready.EndsOn)
            return new(
                $"The project goes on until {LondonTime.Date(ready.EndsOn)}. Close it after that day, or change its dates or end the grant first."
            );
        if (ready.ReturnsOpen > 0)
            return new($"{ready.ReturnsOpen} {(ready.ReturnsOpen == 1 ? "return is" : "returns are")} not accepted yet");
        if (ready.ClaimedMore.Count > 0)
            return new(
                $"{string.Join("; ", ready.ClaimedMore.Select(line => $"{line.Item}: claims of {line.Claimed} were accepted, and the last return says {line.Spent} was spent"))}. Ask for that part of the return again."
            );
        return ready.PaymentsOpen == 0
            ? UseCertificateRules.WhyCloseOutWaits(ready.Certificate)
            : new(
                $"{ready.PaymentsOpen} {(ready.PaymentsOpen == 1 ? "payment is" : "payments are")} on the way. Wait for the bank's result, or refuse payments that are only requested."
            );
    }

    /// <summary>Null when the organisation can agree the figures that were put to it.</summary>
    /// <param name="asked">The sum that it was asked to agree.</param>
    /// <param name="now">The sum as its returns and payments have it now.</param>
    public static Refusal? WhyCannotAgree(CloseOutState state, CloseOutSum asked, CloseOutSum now)
    {
        if (state.AgreedAt is { } at)
            return new($"This was agreed at {LondonTime.DateAndTime(at)}");
        return asked == now ? null : new("These figures have changed since we asked you. We will work them out again and ask you anew.");
    }

    /// <summary>Null when the organisation can say that the figures are wrong.</summary>
    public static Refusal? WhyCannotDispute(CloseOutState state, string? reason)
    {
        if (state.AgreedAt is { } at)
            return new($"This was agreed at {LondonTime.DateAndTime(at)}. Ask us a question about it instead.");
        if (state.DisputedAt is { } said)
            return new($"You told us at {LondonTime.DateAndTime(said)} that these figures are wrong. We will answer you.");
        return reason?.Trim() is { Length: > 0 and <= 2000 }
            ? null
            : new("Say what is wrong with the figures, in up to 2,000 characters", nameof(reason));
    }

    /// <summary>The organisation asks for re-use when it agrees to the sum; a person who may decide awards decides it.</summary>
    /// <param name="useBy">Last day on which the money may be used; it opens a short return about it.</param>
    public static Refusal? WhyCannotDecideReuse(CloseOutState state, Money reuse, DateOnly? useBy, DateOnly today)
    {
        if (state.ClosedAt is not null)
            return new("The grant is closed");
        if (state.AgreedAt is null)
            return new("The organisation has not agreed the figures yet");
        if (string.IsNullOrEmpty(state.ReuseFor))
            return new("The organisation did not ask to use the money again");
        if (state.ReuseAt is not null)
            return new("This has already been decided");
        if (reuse > state.ToReturn - state.Received)
            return new($"Only {state.ToReturn - state.Received} is still to be returned", nameof(reuse));
        return reuse > Money.Zero && !(useBy > today && useBy <= today.AddYears(1))
            ? new("Give the last day on which they may use it, after today and within a year", nameof(useBy))
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
        if (state.Reused > Money.Zero && state.ReuseSpent is null)
            return new($"The return about the {state.Reused} used again is not accepted yet");
        return state.Outstanding > Money.Zero ? new($"{state.Outstanding} is still to be returned") : notReported;
    }
}
