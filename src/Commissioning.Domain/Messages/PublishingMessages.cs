namespace Commissioning.Domain.Messages;

/// <summary>Messages to those who publish; one text for the whole office.</summary>
internal static class PublishingMessages
{
    public static readonly IReadOnlyList<MessageText> All =
    [
        new(MessageKind.ReleaseLate)
        {
            Title = "The file of a month is late",
            When = "Once, on the first day after the file of a month was due, while it is not released",
            To = "Publishers",
            Subject = "To release: {{months}}",
            Body = """
                The law asks us to publish a file for each month. These are late: {{months}}.

                Prepare and release each of them on the portal.
                """,
            Fields = [new("months", "The months, each with what its file is about", "October 2026 (grants)")],
            Needed = ["months"],
            Button = "See the months",
            Why = "You get this because you publish for the office.",
            ByFund = false,
        },
    ];
}
