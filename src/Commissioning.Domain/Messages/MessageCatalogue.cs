namespace Commissioning.Domain.Messages;

/// <summary>Every message that the portal sends by e-mail, in the portal's own words (a default, not OPCC policy). Letters are in
/// <see cref="Awards.LetterTemplates"/>.</summary>
public static class MessageCatalogue
{
    public static readonly IReadOnlyList<MessageText> All =
    [
        .. AccountMessages.All,
        .. OrganisationMessages.All,
        .. FundMessages.All,
        .. ApplicationMessages.All,
        .. PanelMessages.All,
        .. AwardMessages.All,
        .. PaymentMessages.All,
        .. MonitoringMessages.All,
        .. PublishingMessages.All,
        .. OfficeMessages.All,
        .. ReceivedMessages.All,
        .. MoneyMessages.All,
        .. PeopleMessages.All,
        .. ReminderMessages.All,
        .. CspMessages.All,
    ];

    private static readonly Dictionary<MessageKind, MessageText> ByKind = All.ToDictionary(text => text.Kind);

    public static MessageText Of(MessageKind kind) => ByKind[kind];
}
