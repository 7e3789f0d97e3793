namespace Commissioning.Domain.Casework;

/// <summary>The list to whose rows an officer writes.</summary>
public enum MailingAudience
{
    /// <summary>Applications of a round that were sent.</summary>
    Applications,

    /// <summary>Awards of any round: the message stands with the application of each.</summary>
    Awards,
    Organisations,

    /// <summary>The assessors of a round.</summary>
    Panel,
}
