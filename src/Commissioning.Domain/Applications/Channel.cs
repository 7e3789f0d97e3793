namespace Commissioning.Domain.Applications;

/// <summary>How an application arrived. The office enters all but Online.</summary>
public enum Channel
{
    Online,
    Paper,
    Word,
    Phone,
}
