/// What fails on this machine.
extension DiagnosticCode {
  public static var configuration: Self { Self(rawValue: 701) }
  public static var fileUnreadable: Self { Self(rawValue: 702) }
  public static var fileUnwritable: Self { Self(rawValue: 703) }
  public static var dataFolder: Self { Self(rawValue: 704) }
  public static var keyStore: Self { Self(rawValue: 705) }
  public static var cannotAsk: Self { Self(rawValue: 720) }
  public static var secretUnavailable: Self { Self(rawValue: 721) }
  public static var cannotReveal: Self { Self(rawValue: 722) }
  public static var secretInMessage: Self { Self(rawValue: 723) }
  public static var messageUnreadable: Self { Self(rawValue: 706) }

  static var localRows: [Explanation] {
    [
      Explanation(
        .configuration, "the configuration cannot be used",
        """
        A key, value or profile in the configuration file is unknown, missing or contradictory.
        """),
      Explanation(
        .fileUnreadable, "a file cannot be read",
        """
        The file is missing, a folder, too large or not readable for this user.
        """),
      Explanation(
        .fileUnwritable, "a file cannot be written",
        """
        The folder is missing or not writable, the disk is full, or the file exists and would be \
        overwritten.
        """),
      Explanation(
        .dataFolder, "the data folder cannot be used",
        """
        The folder for the audit trail, history and embedded store is missing rights, or others could \
        read it.
        """),
      Explanation(
        .keyStore, "the key store cannot be used",
        """
        The embedded store cannot be opened, is locked by another program, or its master key does not \
        fit.
        """),
      Explanation(
        .messageUnreadable, "a file holds no KMIP message that can be read",
        """
        The file is cut off, is written otherwise than was thought, or has names that KMIP does not know. The message \
        says at which byte.
        """),
      Explanation(
        .cannotAsk, "nobody is here to answer",
        """
        There is no terminal to ask for a secret at. `secret env NAME` and `secret file PATH` ask nobody.
        """),
      Explanation(
        .secretUnavailable, "a secret is missing or empty",
        """
        The variable is not set, the file is empty or too large, or nothing was typed.
        """),
      Explanation(
        .cannotReveal, "a secret is revealed at a terminal alone",
        """
        `reveal` shows a secret to the person at the prompt. It writes to no file and no pipe: `save` does.
        """),
      Explanation(
        .secretInMessage, "a message holds what may be a secret",
        """
        Key material, passwords and data are written in another encoding only if `--reveal` asks for it.
        """),
    ]
  }
}
