namespace Commissioning.Platform.Email;

/// <summary>An e-mail from the mailbox, read as far as it can be trusted: nothing in it is believed but where a rule says so.</summary>
public sealed record ReceivedMail
{
    /// <summary>Of all its bytes, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>In lower case. Empty: it says none.</summary>
    public required string FromAddress { get; init; }
    public required string FromName { get; init; }
    public required string Subject { get; init; }

    /// <summary>As plain text.</summary>
    public required string Text { get; init; }

    /// <summary>Ids of e-mails that it may answer, the likeliest first: of the address it was sent to, of In-Reply-To, and of
    /// References.</summary>
    public required IReadOnlyList<Guid> Answers { get; init; }

    /// <summary>A program wrote it (RFC 3834), such as one that says that somebody is out of the office.</summary>
    public required bool IsAutomatic { get; init; }

    /// <summary>The mailbox's own server found that the domain of the sender did not send it.</summary>
    public required bool IsForged { get; init; }

    /// <summary>What a mail server reports of an e-mail of ours. Null: it is no such report.</summary>
    public DeliveryReport? Report { get; init; }
    public required IReadOnlyList<ReceivedFile> Files { get; init; }

    /// <summary>Sentences about what was not read.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    /// <param name="Email">The id of the e-mail. Null: it does not say, or it is none of ours.</param>
    /// <param name="IsFinal">Nothing more is tried. False: it is late, or has arrived.</param>
    /// <param name="Sentence">The words of the server.</param>
    public sealed record DeliveryReport(Guid? Email, bool IsFinal, string Sentence);

    public sealed record ReceivedFile(string Name, byte[] Content);
}
