namespace Commissioning.Platform.Email;

public enum EmailState
{
    Waiting,
    Claimed,
    Sent,
    Uncertain,
    Failed,
}
