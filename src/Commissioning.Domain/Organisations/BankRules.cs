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
            _ => "No weight table was loaded when these details came, so only the number of digits was checked.",
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
            return DealtWith;
        if (payeeResult is null || !Enum.IsDefined(payeeResult.Value))
            return new("Choose what the bank answered", nameof(payeeResult));
        if (payeeResult == PayeeResult.CloseMatch && string.IsNullOrWhiteSpace(payeeName))
            return new("Enter the name the bank gave", nameof(payeeName));
        if (payeeResult == PayeeResult.Match)
            return null;
        return string.IsNullOrWhiteSpace(payeeNote)
            ? new("Say why the account may still be the applicant's, or what you will do", nameof(payeeNote))
            : ReasonRules.WhyTooThin(payeeNote, nameof(payeeNote));
    }

    public static string Name(CallNumberSource source) =>
        source switch
        {
            CallNumberSource.KnownBefore => "We knew it before, from an application",
            CallNumberSource.Register => "A public register",
            _ => "We looked it up ourselves",
        };

    /// <summary>A call-back goes to a number known before the change, never to one supplied with it (R33), and the person reads out the
    /// last four digits.</summary>
    /// <param name="known">Numbers of applications sent before the details were given.</param>
    /// <param name="now">UTC.</param>
    public static Refusal? WhyCannotRecordCall(BankCheck check, Guid person, CallBack call, IReadOnlyCollection<string> known, DateTime now)
    {
        if (check.State != BankState.Given)
            return DealtWith;
        if (check.GivenBy == person)
            return new("You entered these bank details, so someone else must ring");
        if (!check.NeedsCall)
            return new("These are the organisation's first bank details, so no call-back is needed");
        if (Digits(call.CallNumber) is not { Length: >= 10 } dialled)
            return new("Enter the number that you rang", nameof(call.CallNumber));
        if (call.CallNumber!.Length > 40)
            return new("Enter only the number", nameof(call.CallNumber));
        var isKnown = known.Any(other => Digits(other) == dialled);
        // For a mere first account, what we know came with the same application, so another source is as good.
        if (known.Count > 0 && !isKnown && (check.IsChange || check.Hold is not null))
            return new($"Ring a number that was known before the change: {string.Join(" or ", known)}", nameof(call.CallNumber));
        if (call.CallFrom is not { } source || !Enum.IsDefined(source))
            return new("Choose where the number came from", nameof(call.CallFrom));
        if (source == CallNumberSource.KnownBefore && !isKnown)
            return new(
                known.Count == 0
                    ? "We knew no number before. Look one up on a register or yourself, and say where."
                    : $"The numbers that we knew are {string.Join(" or ", known)}. Choose another source for this one.",
                nameof(call.CallFrom)
            );
        if (source != CallNumberSource.KnownBefore && string.IsNullOrWhiteSpace(call.CallSource))
            return new(
                "Say which register, or what you looked up. Do not use a number that came with the details.",
                nameof(call.CallSource)
            );
        if (call.CallSource?.Length > 300)
            return new("Shorten the source to 300 characters", nameof(call.CallSource));
        if (call.CallPerson?.Trim() is not { Length: > 1 and <= 120 })
            return new("Enter the name of the person you spoke to, in up to 120 characters", nameof(call.CallPerson));
        if (call.CallRole?.Trim() is not { Length: > 1 and <= 80 })
            return new("Enter their role, such as treasurer, in up to 80 characters", nameof(call.CallRole));
        if (Digits(call.CallDigits) is not { Length: 4 } digits)
            return new("Enter the last four digits of the account that they read out", nameof(call.CallDigits));
        if (digits != check.LastFour)
            return new(
                "The digits they read out are not those of this account. Ask again. If they read out the same, refuse these details.",
                nameof(call.CallDigits)
            );
        if (call.CallOn is null)
            return new("Enter the day of the call", nameof(call.CallOn));
        if (call.At is not { } at)
            return new("Enter a time on the 24-hour clock, for example 14:30", nameof(call.CallTime));
        if (at > now)
            return new("The call cannot be later than now", nameof(call.CallOn));
        // Calls are typed to the minute.
        if (at < check.GivenAt.AddMinutes(-1))
            return new($"The details came at {LondonTime.DateAndTime(check.GivenAt)}. Enter a call after that.", nameof(call.CallOn));
        return call.CallNote?.Length > LongestNote ? new("Shorten the note to 1,000 characters", nameof(call.CallNote)) : null;
    }

    /// <summary>Null when the organisation may say that the account into which the bank could not pay is right.</summary>
    public static Refusal? WhyCannotAffirm(BankCheck check) =>
        check.State != BankState.Given || !check.IsRecheck ? DealtWith
        : check.IsAffirmed ? new("You have told us already that this account is right")
        : null;

    /// <summary>Null when the first of two people may propose to confirm.</summary>
    public static Refusal? WhyCannotPropose(BankCheck check, Guid person, string? decidedNote)
    {
        if (check.State != BankState.Given)
            return DealtWith;
        if (check.GivenBy == person)
            return new("You entered these bank details, so someone else must propose to confirm them");
        if (WhyNotReady(check) is { } missing)
            return missing;
        if (check.WhyTwo.Count == 0)
            return new("One person may confirm these details, so nobody needs to propose it");
        if (check.ProposedBy is not null)
            return new("Somebody has proposed to confirm these details already. A second person must answer.");
        return ReasonRules.WhyTooThin(decidedNote, nameof(decidedNote), LongestNote);
    }

    /// <summary>Null when the details may be confirmed. Payments wait for that confirmation. Where two people are needed, the second is
    /// none of those who gave the details, recorded the bank's answer, rang or proposed.</summary>
    public static Refusal? WhyCannotConfirm(BankCheck check, Guid person, DateOnly today, string? decidedNote = null)
    {
        if (check.State != BankState.Given)
            return DealtWith;
        if (check.GivenBy == person)
            return new("You entered these bank details, so someone else must confirm them");
        if (WhyNotReady(check) is { } missing)
            return missing;
        if (check.WhyTwo.Count > 0)
        {
            if (check.ProposedBy is null)
                return new($"Two people must agree, because {string.Join(", and ", check.WhyTwo)}. One proposes to confirm first.");
            if (check.ProposedBy == person)
                return new("You proposed to confirm these details, so someone else must confirm them");
            if (check.PayeeBy == person)
                return new("You recorded the bank's answer, so someone else must confirm these details");
        }
        if (check.CalledBy == person)
            return new("You made the call-back, so someone else must confirm the change");
        if (
            check.Hold is { } hold
            && today < hold.Until
            && ReasonRules.WhyTooThin(decidedNote, nameof(decidedNote), LongestNote) is not null
        )
            return new(
                $"These details are held until {LondonTime.Date(hold.Until)}, because they came soon after a change: {hold.Change} ({LondonTime.Date(hold.ChangedOn)}). To confirm them sooner, say in a sentence how you made sure with someone who was there before.",
                nameof(decidedNote)
            );
        if (check.WhyTwo.Count > 0)
            return ReasonRules.WhyTooThin(decidedNote, nameof(decidedNote), LongestNote);
        return decidedNote?.Length > LongestNote ? new("Shorten the note to 1,000 characters", nameof(decidedNote)) : null;
    }

    /// <summary>How like the account's name is to the organisation's, in words.</summary>
    /// <param name="percent">Likeness, from 0 to 100.</param>
    public static string LikenessInWords(int percent) =>
        percent switch
        {
            >= 95 => "the same name",
            >= 80 => $"nearly the same name ({percent}% alike)",
            >= 50 => $"partly the same name ({percent}% alike)",
            _ => $"a different name ({percent}% alike)",
        };

    /// <summary>Whole pounds, awarded or asked, above which first details need a call-back and two people (default, not OPCC policy; the
    /// setting is Portal__FirstAccountCallFrom).</summary>
    public const int DefaultFirstAccountCallFrom = 5000;

    private const int LongestNote = 1000;
    private static readonly Refusal DealtWith = new("These bank details have already been dealt with");

    /// <summary>What is missing before anybody may propose or confirm.</summary>
    private static Refusal? WhyNotReady(BankCheck check)
    {
        if (check.Payee is null)
            return new("Record what Confirmation of Payee answered first");
        if (check.NeedsCall && check.CalledBy is null)
            return new(
                check.IsChange ? "Bank details that replace earlier ones need a call-back on a number you already had"
                : check.Hold is not null ? "Bank details given soon after a change of the organisation's people need a call-back"
                : check is { IsRecheck: true, IsAffirmed: false }
                    ? "The bank could not pay into this account. Wait until the organisation says that it is right, or ring it."
                : "A first account for a larger sum needs a call-back"
            );
        return check is { NeedsDocument: true, HasDocument: false }
            ? new(
                $"A bank statement or letter is needed, because {string.Join(", and ", check.WhyDocument)}. Add the one that came by post, or ask the organisation for it."
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
