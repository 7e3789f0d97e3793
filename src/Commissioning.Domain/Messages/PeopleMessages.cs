using static Commissioning.Domain.Messages.MessageFields;

namespace Commissioning.Domain.Messages;

/// <summary>Changes of who acts for an organisation, told to those of before and those of after.</summary>
internal static class PeopleMessages
{
    private static readonly MergeField At = new("at", "When it was done", "4:12pm on 6 January 2027"),
        Phone = new("phone", "Telephone number of the office", "0116 496 0000"),
        Before = new("before", "The contact until now: name and e-mail address", "Amira Khan, amira@example.org"),
        Access =
            new(
                "access",
                "How the new contact can see the grant online; empty for a member",
                "Ben Hughes cannot see the grant online yet. Amira Khan can send an invitation, on the page of your organisation."
            )
            {
                CanBeEmpty = true,
            },
        After = new("after", "The new contact: name and e-mail address", "Ben Hughes, ben@example.org");

    public static readonly IReadOnlyList<MessageText> All =
    [
        new(MessageKind.ContactChanged)
        {
            Title = "Change of an organisation's contact",
            When = "When an organisation that has applied names another contact, or another address of one",
            To = "The contacts of before and after, and those who may sign",
            Subject = "{{organisation}}: we write to another person from now on",
            Body = """
                {{by}} changed whom we write to about {{organisation}}, at {{at}} (UK time).

                - Until now: {{before}}
                - From now on: {{after}}

                If this was not you or a colleague, ring us now on {{phone}}.
                """,
            Fields = [Organisation, By, At, Before, After, Phone],
            Needed = ["before", "after", "phone"],
            Why = "You get this because you are a contact of this organisation, or were until now, or may sign for it.",
            ByFund = false,
        },
        new(MessageKind.GrantContactChanged)
        {
            Title = "Change of a grant's contact",
            When = "When a change of a grant's contact is approved",
            Importance = Importance.Decision,
            To = $"{MessageText.ContactsAndSigning}; also everybody who was told before the change",
            Subject = "{{fund}}: we write to another person about {{project}}",
            Body = """
                We changed whom we write to about the grant for {{project}} ({{reference}}), at {{at}} (UK time). {{by}} asked for it.

                - Until now: {{before}}
                - From now on: {{after}}

                {{access}}

                If this is not right, ring us now on {{phone}}.
                """,
            Fields = [.. OfApplication, By, At, Before, After, Access, Phone],
            Needed = ["before", "after", "phone"],
            Button = "See your grant",
            Why = "You get this because you act for {{organisation}}, or did until now.",
            ByFund = true,
        },
    ];
}
