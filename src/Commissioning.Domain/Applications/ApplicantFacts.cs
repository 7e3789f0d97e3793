namespace Commissioning.Domain.Applications;

/// <summary>One application as one member of its organisation sees it: what decides what that person has to do.</summary>
public record ApplicantFacts
{
    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required string Organisation { get; init; }
    public required ApplicationStatus Status { get; init; }
    public string? ProjectName { get; init; }
    public required string FundName { get; init; }
    public required string RoundName { get; init; }

    /// <summary>When the office withdrew the round; null: it did not.</summary>
    public DateTime? RoundWithdrawnAt { get; init; }

    /// <summary>Until when it may be sent.</summary>
    public required DateTime ClosesAt { get; init; }

    /// <summary>When it was last taken back after it had been sent.</summary>
    public DateTime? RecalledAt { get; init; }

    /// <summary>When the answers that the office asked for again are due.</summary>
    public DateOnly? ChangesDueOn { get; init; }

    /// <summary>The office asks whether the project can work with less.</summary>
    public bool AsksPart { get; init; }

    public DateTime? LetterSentAt { get; init; }
    public string? LetterKind { get; init; }

    /// <summary>The current letter offers a grant, in full or in part.</summary>
    public bool IsOffer => LetterKind is "Award" or "PartAward";
    public Money? Awarded { get; init; }
    public DateOnly? AcceptBy { get; init; }
    public DateTime? AcceptedAt { get; init; }
    public DateTime? EndedAt { get; init; }

    /// <summary>This person may accept grants for the organisation.</summary>
    public bool MaySign { get; init; }

    /// <summary>A grant is accepted, and there is no bank account to pay it into.</summary>
    public bool NeedsBank { get; init; }

    /// <summary>The bank could not pay into the account, and the organisation has not said yet whether it is right.</summary>
    public bool AsksAccount { get; init; }

    /// <summary>When the first instalment is planned; null: after a claim, or not planned.</summary>
    public DateOnly? PaysOn { get; init; }

    /// <summary>Conditions of the grant for which nothing was sent yet.</summary>
    public int ConditionsWanted { get; init; }

    /// <summary>The office asks which other subsidies the organisation has received.</summary>
    public bool AsksSubsidy { get; init; }

    /// <summary>The next return that is not sent.</summary>
    public Guid? ReturnId { get; init; }
    public DateOnly? ReturnDueOn { get; init; }

    /// <summary>It is about money that may be used again.</summary>
    public bool ReturnIsReuse { get; init; }

    /// <summary>It was sent, and the office asks about parts of it.</summary>
    public bool ReturnIsAskedAgain { get; init; }

    /// <summary>Who prepared it, so that another member must certify it; null: it is not prepared.</summary>
    public Guid? ReturnPreparedBy { get; init; }
    public string? ReturnPreparedByName { get; init; }

    /// <summary>Money of a grant of the organisation that goes on is not paid yet, so a late return holds it back.</summary>
    public bool HasUnpaid { get; init; }

    /// <summary>When the office sent the last claim back to be corrected; null: it did not.</summary>
    public DateTime? ClaimSentBackAt { get; init; }

    /// <summary>A proposal of the office that money should be paid back, which nobody has answered, and the last day to answer.</summary>
    public Guid? RecoveryId { get; init; }
    public DateOnly? RecoveryAnswerBy { get; init; }

    /// <summary>Day by which the certificate of how the grant was used is due; null: none is to be signed now.</summary>
    public DateOnly? UseCertificateDueOn { get; init; }

    /// <summary>It was signed, and is to be signed again.</summary>
    public bool UseCertificateAgain { get; init; }

    /// <summary>Who wrote the final return, where another person may sign; that person signs then.</summary>
    public Guid? UseCertificateWriter { get; init; }

    /// <summary>The office asks the organisation to agree the closing sum, and it has not said that it is wrong.</summary>
    public bool AsksCloseOut { get; init; }

    /// <summary>Last day to answer about the public page that the office has shown; null: there is none to answer about.</summary>
    public DateOnly? PublicPageObjectBy { get; init; }

    /// <summary>When the office last answered a change that the organisation asked for.</summary>
    public DateTime? VariationAnsweredAt { get; init; }

    /// <summary>Who asks this person to certify the application; null: no one.</summary>
    public string? CertificateAskedBy { get; init; }

    /// <summary>Who is asked to certify the application as it is now; null: nobody, or it was changed since.</summary>
    public string? CertificateAskedOf { get; init; }
    public DateTime? CertificateAskedAt { get; init; }
}
