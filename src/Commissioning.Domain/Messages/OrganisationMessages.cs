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
            Title = "A change in who may act for an organisation",
            When = "When a member joins, leaves or gets another right",
            To = "Every member, and whoever was removed",
            Subject = "A change in who may act for {{organisation}}",
            Body = """
                {{change}}. {{by}} made this change.

                If this is not right, ring us at once.
                """,
            Fields =
            [
                Organisation,
                By,
                new("change", "What changed, without a full stop", "Ben Hughes may now sign for Friends of Test Park"),
            ],
            Needed = ["change"],
            Button = "See who may act",
            Why = "You get this because you are, or were, a member of {{organisation}}.",
            ByFund = false,
        },
    ];
}
