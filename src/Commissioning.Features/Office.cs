using Commissioning.Platform.Documents;

namespace Commissioning.Features;

/// <summary>The office that runs this portal, its contacts and its base address: the configuration section Portal.</summary>
public sealed record Office
{
    public string FunderName { get; init; } = "Office of the Police and Crime Commissioner for Leicester, Leicestershire and Rutland";

    /// <summary>The party to the grant agreements: the Commissioner, who is a legal person, which the office is not.</summary>
    public string GrantorName { get; init; } = "Police and Crime Commissioner for Leicester, Leicestershire and Rutland";
    public string ServiceName { get; init; } = "Safety Fund portal";

    /// <summary>The team that answers, at the end of every e-mail.</summary>
    public string TeamName { get; init; } = "Commissioning team";
    public string ContactEmail { get; init; } = "commissioning@opcc.example";
    public string ContactPhone { get; init; } = "0116 496 0000";
    public IReadOnlyList<string> AddressLines { get; init; } = ["Police Headquarters", "St Johns", "Enderby", "Leicester LE19 2BX"];

    /// <summary>The portal's address, for links in e-mails. Never taken from a request, whose Host header can be forged.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>The account that grants are paid from; empty: no payment file can be downloaded. The name appears on payees'
    /// statements.</summary>
    public string OriginatingSortCode { get; init; } = "";
    public string OriginatingAccount { get; init; } = "";
    public string OriginatingName { get; init; } = "OPCC LLR";

    /// <summary>Which file the bank takes, and what it asks of it.</summary>
    public Domain.Payments.BankFileFormat BankFileFormat { get; init; }
    public string BacsServiceUserNumber { get; init; } = "";
    public bool BacsMultipleDays { get; init; }
    public int BacsFileNumber { get; init; } = 1;
    public int? BankDaysBefore { get; init; }
    public Domain.Payments.BankFileSettings BankFile =>
        new(BankFileFormat, BacsServiceUserNumber, BacsMultipleDays, BacsFileNumber, BankDaysBefore);

    /// <summary>The account that money is paid back to; empty: the invoice says to ring.</summary>
    public string IncomeSortCode { get; init; } = "";
    public string IncomeAccount { get; init; } = "";
    public string IncomeName { get; init; } = "";

    /// <summary>Days to pay an invoice for money that is to come back.</summary>
    public int RecoveryDays { get; init; } = Domain.Payments.RecoveryInvoiceRules.DefaultDays;

    /// <summary>Days after the day of such an invoice on which the payer is reminded; below zero: before it. Empty: the default.</summary>
    public IReadOnlyList<int> RecoveryReminderDays { get; init; } = [];

    /// <summary>Those, or else the default.</summary>
    public IReadOnlyList<int> ReminderDays =>
        RecoveryReminderDays.Count > 0 ? RecoveryReminderDays : Domain.Payments.RecoveryInvoiceRules.DefaultReminderDays;

    /// <summary>How to pay money back, as an invoice says it.</summary>
    public string HowToPayBack =>
        Domain.Organisations.BankRules.Read(IncomeName, IncomeSortCode, IncomeAccount) is ({ } account, { Count: 0 })
            ? $"{account.AccountName}, sort code {account.SortCode[..2]}-{account.SortCode[2..4]}-{account.SortCode[4..]}, account {account.AccountNumber}. We never change it by e-mail. If you are told of another account, ring {ContactPhone}."
            : $"Ring {ContactPhone}. We never send or change it by e-mail.";

    /// <summary>Days that bank details are held when they come after a change of the organisation's people.</summary>
    public int BankHoldDays { get; init; } = Domain.Organisations.BankHold.DefaultDays;

    /// <summary>Whole pounds, awarded or asked, above which an organisation's first bank details need a call-back and two people.</summary>
    public int FirstAccountCallFrom { get; init; } = Domain.Organisations.BankRules.DefaultFirstAccountCallFrom;

    /// <summary>The pattern of the numbers of decision notices.</summary>
    public string DecisionNumber { get; init; } = Domain.Decisions.DecisionNumber.DefaultPattern;

    /// <summary>Working days in which a review of a decision is answered.</summary>
    public int ReviewDays { get; init; } = Domain.Decisions.ReviewRules.DefaultDays;

    /// <summary>Days after a month's end by which its statutory file is due.</summary>
    public int ReleaseDays { get; init; } = Domain.Publishing.ReleaseRules.DefaultDays;

    /// <summary>Whole pounds of a month above which whoever prepared its file may not release it.</summary>
    public int ReleaseTwoPeopleFrom { get; init; } = Domain.Publishing.ReleaseRules.DefaultTwoPeopleFrom;

    /// <summary>The letterhead of the office's papers; a fund's letters have more (Letterheads).</summary>
    public LetterSender Sender => new(FunderName, AddressLines, ContactEmail, ContactPhone);

    /// <summary>The host name that passkeys are bound to; empty until the base address is set.</summary>
    public string Host => Uri.TryCreate(BaseUrl, UriKind.Absolute, out var address) ? address.Host : "";
    public string Origin => Uri.TryCreate(BaseUrl, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : "";

    /// <summary>Whom to ask about an application that came too late. It promises nothing.</summary>
    public string WhenLate =>
        $"If something kept you from sending it in time, ring us on {ContactPhone} or write to {ContactEmail}. Only the office can decide to accept an application late.";

    public string LinkTo(string path) => BaseUrl.TrimEnd('/') + path;
}
