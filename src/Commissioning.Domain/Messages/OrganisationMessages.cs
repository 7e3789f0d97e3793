using static Commissioning.Domain.Messages.MessageFields;

namespace Commissioning.Domain.Messages;

/// <summary>Messages about the people of an organisation.</summary>
internal static class OrganisationMessages
{
    public static readonly IReadOnlyList<MessageText> All =
    [
        new(MessageKind.MemberInvited)
        {
            Title = "Invitation to join an organisation",
            When = "When a member invites somebody",
            To = "The person invited",
            Subject = "{{by}} asks you to join {{organisation}}",
            Body = """
                {{by}} asks you to join {{organisation}} on our grants portal, so that you can work on its applications together.

                Sign in with this e-mail address. You can then say yes or no.
                """,
            Fields = [By, Organisation],
            Needed = ["by", "organisation"],
            Button = "Answer the invitation",
            Why = "You get this because someone gave us your address to invite you.",
            ByFund = false,
        },
        new(MessageKind.PeopleChanged)
        {
            Title = "Change of an organisation's people",
            When = "When a member joins or leaves, or somebody else sends the applications or may sign",
            To = "Every member of before and after, and both contacts",
            Subject = "{{organisation}}: a change in who may act for you",
            Body = """
                {{change}}

                {{by}} made this change at {{at}} (UK time).

                If this was not you or a colleague, ring us now on {{phone}}.
                """,
            Fields =
            [
                Organisation,
                new("change", "What changed, a sentence", "Ben Hughes may no longer accept grants."),
                By,
                new("at", "When it was done", "4:12pm on 6 January 2027"),
                new("phone", "Telephone number of the office", "0116 496 0000"),
            ],
            Needed = ["change", "phone"],
            Button = "See your organisation",
            Why = "You get this because you act for this organisation, or did until now.",
            ByFund = false,
        },
    ];
}
