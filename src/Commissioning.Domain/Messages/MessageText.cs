namespace Commissioning.Domain.Messages;

/// <summary>One kind of message that the portal sends: when, to whom, and the portal's own words for it. The greeting, the button's
/// address, the office and the other formats come from the frame and are not in <see cref="Body"/>.</summary>
public sealed record MessageText(MessageKind Kind)
{
    /// <summary>Whom the rules of recipients name for the day's work, and for a decision or money.</summary>
    public const string Contacts = "The contacts and who sent the application",
        ContactsAndSigning = "The contacts, the sender of the application, and those who may sign for the organisation";

    /// <summary>Why they get it: true of each of them.</summary>
    public const string Acting = "You get this because you act for {{organisation}}.";

    /// <summary>What it is called in lists for staff.</summary>
    public required string Title { get; init; }

    /// <summary>When it is sent, a sentence for staff.</summary>
    public required string When { get; init; }

    /// <summary>How much hangs on a message to everybody who is told of an application or its grant. Null: who sends it names the
    /// reader.</summary>
    public Importance? Importance { get; init; }

    /// <summary>Whom it is sent to, in words for staff.</summary>
    public required string To { get; init; }

    /// <summary>With {{fields}}.</summary>
    public required string Subject { get; init; }

    /// <summary>Paragraphs with an empty line between them, and items that begin with "- ". A line whose fields are all empty is left
    /// out.</summary>
    public required string Body { get; init; }
    public required IReadOnlyList<MergeField> Fields { get; init; }

    /// <summary>Fields that every text of this kind must have.</summary>
    public required IReadOnlyList<string> Needed { get; init; }

    /// <summary>The words on the one button; null: no button.</summary>
    public string? Button { get; init; }

    /// <summary>Why the reader gets it: a sentence that begins "You get this because".</summary>
    public required string Why { get; init; }

    /// <summary>A fund can have its own words. False: one text for the whole office.</summary>
    public required bool ByFund { get; init; }
}
