namespace Commissioning.Domain.Messages;

/// <summary>Every message that the portal sends by e-mail, one value each.</summary>
public enum MessageKind
{
    // Applications
    Receipt,
    ClosingReminder,
    ChangesAsked,
    DecisionDateChanged,
    Withdrawn,

    // What has arrived, or came too late
    ReturnReceived,
    ClaimReceived,
    VariationReceived,
    ReviewReceived,
    DraftNotSent,
    GrantClosed,

    // Money
    BankDetailsReceived,
    BankDetailsChanged,
    BankDetailsConfirmed,
    BankDetailsRefused,
    PaymentMade,
    PaymentFailed,
    PaymentFailedOffice,
    SubsidyNotice,
    SubsidyConfirmed,

    // People
    MembersChanged,
    ContactChanged,
    GrantContactChanged,

    // Reminders of returns
    ReturnsDue,
    ReturnsLate,
    ReturnsLateOffice,
    CspReturnReminder,
}
