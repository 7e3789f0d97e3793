namespace Commissioning.Domain.Organisations;

public static class BankRules
{
    /// <summary>The account, or every part to correct. Sort codes may be typed as 12-34-56; account numbers of six or seven digits are
    /// padded with leading zeros, as banks do.</summary>
    public static (BankAccount? Account, IReadOnlyList<Refusal> Wrong) Read(string? accountName, string? sortCode, string? accountNumber)
    {
        var (code, digits, plain) = (Digits(sortCode), Digits(accountNumber), accountName?.Trim() ?? "");
        List<Refusal> wrong = [];
        if (plain.Length is 0 or > 70)
            wrong.Add(new("Enter the name on the account, as your bank has it, in up to 70 characters", nameof(accountName)));
        if (code?.Length != 6)
            wrong.Add(new("Enter a sort code of six digits, such as 12-34-56", nameof(sortCode)));
        if (digits?.Length is not (6 or 7 or 8))
            wrong.Add(new("Enter an account number of six to eight digits, such as 12345678", nameof(accountNumber)));
        return wrong.Count > 0 ? (null, wrong) : (new(plain, code!, digits!.PadLeft(8, '0')), wrong);
    }

    /// <summary>The result in words that promise no more than the check proves (R32).</summary>
    public static string InWords(ModulusResult? result) =>
        result switch
        {
            ModulusResult.CouldExist =>
                "The sort code and the account number fit together, so the account could exist. That is not proof that it does, or whose it is.",
            ModulusResult.CannotExist => "The sort code and the account number do not fit together, so as typed the account cannot exist.",
            ModulusResult.NotCovered => "The check does not cover this sort code or kind of account, so it says nothing either way.",
            _ => "No weight table is loaded, so only the number of digits was checked.",
        };

    public static string Name(PayeeResult result) =>
        result switch
        {
            PayeeResult.Match => "Match",
            PayeeResult.CloseMatch => "Close match",
            PayeeResult.NoMatch => "No match",
            _ => "Unavailable",
        };

    /// <summary>Why a charity paid by its plain name may come back as a close match.</summary>
    public static string? Hint(PayeeResult? result, string? charityNumber) =>
        result is PayeeResult.CloseMatch or PayeeResult.NoMatch && charityNumber is { } number
            ? $"Some banks hold a charity's account under its name followed by RC and its number. Try the name followed by RC{number} before you decide."
            : null;

    public static Refusal? WhyCannotRecordPayee(BankState state, PayeeResult? payeeResult, string? payeeName, string? payeeNote)
    {
        if (state != BankState.Given)
            return new("These bank details have already been dealt with");
        if (payeeResult is null || !Enum.IsDefined(payeeResult.Value))
            return new("Choose what the bank answered", nameof(payeeResult));
        if (payeeResult == PayeeResult.CloseMatch && string.IsNullOrWhiteSpace(payeeName))
            return new("Enter the name the bank gave", nameof(payeeName));
        return payeeResult != PayeeResult.Match && string.IsNullOrWhiteSpace(payeeNote)
            ? new("Say why the account may still be the applicant's, or what you will do", nameof(payeeNote))
            : null;
    }

    /// <summary>A call-back goes to a number known before the change, never to one supplied with it (R33).</summary>
    public static Refusal? WhyCannotRecordCall(
        BankCheck check,
        Guid person,
        string? callNumber,
        string? callNote,
        IReadOnlyCollection<string> known,
        string? callSource = null
    )
    {
        if (check.State != BankState.Given)
            return new("These bank details have already been dealt with");
        if (check.GivenBy == person)
            return new("You entered these bank details, so someone else must ring");
        if (!check.NeedsCall)
            return new("These are the organisation's first bank details, so no call-back is needed");
        if (Digits(callNumber) is not { Length: >= 10 } dialled)
            return new("Enter the number that you rang", nameof(callNumber));
        if (known.Count > 0 && known.All(other => Digits(other) != dialled))
            return new($"Ring a number that was known before the change: {string.Join(" or ", known)}", nameof(callNumber));
        if (known.Count == 0 && string.IsNullOrWhiteSpace(callSource))
            return new(
                "Say where the number comes from: the register, or what you looked up yourself. Do not use one that came with the details.",
                nameof(callSource)
            );
        return string.IsNullOrWhiteSpace(callNote) ? new("Say who you spoke to and what they confirmed", nameof(callNote)) : null;
    }

    /// <summary>Null when the details may be confirmed. Payments wait for that confirmation.</summary>
    public static Refusal? WhyCannotConfirm(BankCheck check, Guid person, DateOnly today, string? decidedNote = null)
    {
        if (check.State != BankState.Given)
            return new("These bank details have already been dealt with");
        if (check.GivenBy == person)
            return new("You entered these bank details, so someone else must confirm them");
        if (check.Payee is null)
            return new("Record what Confirmation of Payee answered first");
        if (check.NeedsCall && check.CalledBy is null)
            return new(
                check.IsChange
                    ? "Bank details that replace earlier ones need a call-back on a number you already had"
                    : "Bank details given soon after a change of the organisation's people need a call-back"
            );
        if (check.CalledBy == person)
            return new("You made the call-back, so someone else must confirm the change");
        return check.Hold is { } hold && today < hold.Until && string.IsNullOrWhiteSpace(decidedNote)
            ? new(
                $"These details are held until {LondonTime.Date(hold.Until)}, because they came soon after a change: {hold.Change} ({LondonTime.Date(hold.ChangedOn)}). To confirm them sooner, say in the note how you made sure with someone who was there before.",
                nameof(decidedNote)
            )
            : null;
    }

    private static string? Digits(string? typed)
    {
        if (typed is null)
            return null;
        var digits = new string(typed.Where(char.IsAsciiDigit).ToArray());
        return typed.All(character => char.IsAsciiDigit(character) || character is ' ' or '-' or '(' or ')' or '+' or '\u00a0')
            ? digits
            : null;
    }
}
